import { z } from "zod";
import { count, resourceName, variableName } from "./common";

const cpu = z.string().regex(/^(?:\d+m|\d+(?:\.\d+)?)$/, "a CPU quantity such as 500m or 2");
const memory = z.string().regex(/^\d+(?:Mi|Gi)$/, "a memory quantity such as 512Mi or 2Gi");

const quantities = (purpose: string) =>
  z.strictObject({ cpu: cpu.describe(`CPU ${purpose}.`), memory: memory.describe(`Memory ${purpose}.`) });

/** Requests and limits of one container. */
export const resourcesSchema = z.strictObject({
  requests: quantities("that the scheduler reserves and Google bills"),
  limits: quantities("that the container may use at most"),
});

const probe = z.string().regex(/^(?:\/\S*|tcp|none)$/, "a path such as /health, `tcp` to only connect, or `none`");

const health = z.strictObject({
  port: count(1, 65535).optional().describe("Port of the probes; the service's port when left out."),
  startup: probe
    .optional()
    .describe("Gates the other two until it succeeds once; the same as `readiness` when left out."),
  readiness: probe
    .default("/health")
    .describe("Takes a pod out of the Service while it fails: a path, `tcp` or `none`."),
  liveness: probe
    .default("tcp")
    .describe(
      "Restarts a pod when it fails: a path, `tcp` or `none`. " +
        "A path that asks the database would turn its failover into restarts.",
    ),
});

/** What a service may need; each entry brings its variables, its network policy and its access. */
export const dependency = z.enum([
  "database",
  "redis",
  "temporal",
  "app-secrets",
  "integration-secrets",
  "buckets",
  "internet",
]);

/** One of the application's services: a release of `charts/service`. */
export const serviceSchema = z.strictObject({
  image: resourceName.describe("Image in the registry; several services may share one."),
  command: z.array(z.string()).optional().describe("Entry point; the image's own when left out."),
  port: count(1, 65535).optional().describe("Port it listens on; none for a service that nobody calls."),
  metricsPort: count(1, 65535)
    .optional()
    .describe("Port that answers `/metrics` in Prometheus' format; managed Prometheus then collects them."),
  uses: z
    .array(dependency)
    .default([])
    .describe("What it needs: database, redis, temporal, app-secrets, integration-secrets, buckets, internet."),
  env: z
    .record(variableName, z.string())
    .default({})
    .describe("Plain variables. `{domain}` stands for the environment's domain."),
  health: health.prefault({}).describe("Probes."),
  runAsUser: count(1).default(1001).describe("User and group the container runs as; never root."),
  replicas: count(1, 1000).default(2).describe("Pods; with autoscaling, the least."),
  autoscaling: z
    .strictObject({
      maxReplicas: count(1, 1000).describe("Most pods."),
      cpuPercent: count(1, 100).default(70).describe("Target: percent of the requested CPU."),
      memoryPercent: count(1, 100)
        .optional()
        .describe("Target: percent of the requested memory; not looked at when left out."),
    })
    .optional()
    .describe("HorizontalPodAutoscaler; a fixed number of pods when left out."),
  resources: resourcesSchema.describe("Requests and limits of the container."),
  drainSeconds: count(0, 3600)
    .default(30)
    .describe("How long the load balancer lets open connections finish, in seconds; the pod lives longer than that."),
  timeoutSeconds: count(1, 86400)
    .default(30)
    .describe("How long the load balancer waits for an answer, or keeps a WebSocket, in seconds."),
  sessionAffinity: z
    .enum(["NONE", "CLIENT_IP"])
    .default("NONE")
    .describe("Whether a client keeps reaching the same pod."),
});

/** @see serviceSchema */
export type Service = z.infer<typeof serviceSchema>;
/** @see resourcesSchema */
export type Resources = z.infer<typeof resourcesSchema>;
/** @see dependency */
export type Dependency = z.infer<typeof dependency>;

/** The migration of the application's database, run before every rollout. */
export const migrationsSchema = z
  .strictObject({
    image: resourceName.default("migrations").describe("Image in the registry that has psql and the migration tool."),
    command: z
      .array(z.string())
      .min(1)
      .default(["npx", "node-pg-migrate", "up", "--schema", "flowmaestro", "--migrations-dir", "backend/migrations"])
      .describe("What migrates, with DATABASE_URL in its environment."),
  })
  .describe("Migration of the application's database.");

const chart = z.union([
  z.strictObject({
    repository: z
      .string()
      .regex(/^(?:https|oci):\/\/\S+$/, "an https:// or oci:// address")
      .describe("Chart repository.")
      .meta({ examples: ["https://go.temporal.io/helm-charts"] }),
    version: z
      .string()
      .regex(/^\d+\.\d+\.\d+$/, "an exact version such as 1.6.0")
      .describe("Exact version of the chart."),
  }),
  z.strictObject({
    path: z.string().min(1).describe("Folder of an unpacked chart: absolute, or relative to this project."),
  }),
]);

/** Self-hosted Temporal. */
export const temporalSchema = z
  .strictObject({
    chart: chart
      .default({ repository: "https://go.temporal.io/helm-charts", version: "1.6.0" })
      .describe(
        "Official chart: `repository` and exact `version`, or the `path` of an unpacked copy. " +
          "Move one server minor at a time.",
      ),
    imageRegistry: z
      .string()
      .regex(/^[a-z0-9.:/_-]+[a-z0-9_-]$/, "a registry and path without a trailing slash")
      .default("docker.io/temporalio")
      .describe("Where Temporal's images server, admin-tools and ui are."),
    namespace: z
      .string()
      .regex(/^[A-Za-z0-9][\w-]*$/, "letters, digits, hyphens and underscores")
      .default("default")
      .describe("Temporal namespace of the application."),
    retentionDays: count(1, 3650)
      .default(30)
      .describe("Days a finished workflow can be looked at. Only read when the namespace is created."),
    historyShards: count(1, 16384)
      .default(512)
      .describe("Number of history shards. Fixed for ever by the first deployment."),
    pools: z
      .strictObject({
        default: count(1, 200).default(8).describe("Connections of each pod to the database temporal."),
        visibility: count(1, 200).default(4).describe("Connections of each pod to the database temporal_visibility."),
      })
      .prefault({})
      .describe("Connections of each pod to its databases."),
    replicas: z
      .strictObject({
        frontend: count(1, 100).default(3).describe("Pods that clients connect to."),
        history: count(1, 100).default(3).describe("Pods that hold the shards."),
        matching: count(1, 100).default(3).describe("Pods that hand tasks to workers."),
        worker: count(1, 100).default(3).describe("Pods of Temporal's own system workflows."),
        web: count(0, 10).default(1).describe("Pods of the web interface; 0 for none."),
      })
      .prefault({})
      .describe("Pods of each role. Upstream advises against autoscaling."),
    resources: resourcesSchema
      .default({ requests: { cpu: "500m", memory: "512Mi" }, limits: { cpu: "2", memory: "2Gi" } })
      .describe("Requests and limits of each server pod."),
    webResources: resourcesSchema
      .default({ requests: { cpu: "100m", memory: "128Mi" }, limits: { cpu: "500m", memory: "256Mi" } })
      .describe("Requests and limits of the web interface."),
  })
  .describe("Self-hosted Temporal.");
