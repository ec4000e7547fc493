import { TerraformLocal, TerraformVariable } from "cdktf";
import type { DependencyName } from "../../../constructs/workloads/bindings";
import {
  ServiceRelease,
  type ServiceReleaseProps,
  type ServiceSpec,
} from "../../../constructs/workloads/service-release";
import { helmReleases, type Values } from "../../support/helm-release";
import { synthConstruct } from "../../support/synth-construct";

const SPEC: ServiceSpec = {
  uses: [],
  env: {},
  health: { readiness: "/health", liveness: "tcp" },
  runAsUser: 1001,
  replicas: 2,
  resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { cpu: "1", memory: "256Mi" } },
  drainSeconds: 60,
};

const secret = (name: string) => ({ name, revision: `revision of ${name}` });

const BINDINGS: ServiceReleaseProps["bindings"] = {
  database: {
    env: { POSTGRES_POOL_SIZE: "5" },
    secretEnv: { secret: secret("db-credentials"), keys: { POSTGRES_HOST: "host" } },
  },
  redis: { secretEnv: { secret: secret("redis-credentials"), keys: { REDIS_HOST: "host" } } },
  temporal: { env: { TEMPORAL_NAMESPACE: "default" } },
  "app-secrets": {},
  "integration-secrets": { secretEnvFrom: secret("integration-secrets") },
  buckets: {},
  internet: {},
};

function values(spec: Partial<ServiceSpec> = {}, change: Partial<ServiceReleaseProps> = {}): Values {
  const stack = synthConstruct((scope) => {
    new ServiceRelease(scope, "release", {
      service: "api-server",
      namespace: "flowmaestro",
      spec: { ...SPEC, ...spec },
      image: { repository: "registry.example.com/backend", tag: "4f2c9d1" },
      bindings: BINDINGS,
      balanced: false,
      chart: "assets/service",
      dependsOn: [],
      ...change,
    });
  });
  return helmReleases(stack)[0]!.values;
}

describe("with the least", () => {
  test("a service runs its image as its user, and reads nothing", () => {
    expect(values()).toEqual({
      // Of helm-values/api-server.yaml.
      shutdownSeconds: expect.any(Number) as number,
      image: { repository: "registry.example.com/backend", tag: "4f2c9d1" },
      env: {},
      secretEnv: {},
      secretEnvFrom: [],
      secretRevisions: {},
      podLabels: {},
      serviceAccountName: "api-server",
      replicas: 2,
      resources: SPEC.resources,
      probes: {},
      runAsUser: 1001,
      drainSeconds: 0,
    });
  });
});

test.each<[Partial<ServiceSpec>, Values]>([
  [{ command: ["node", "index.js"] }, { command: ["node", "index.js"] }],
  [{ port: 3001 }, { port: 3001 }],
  [{ port: 3001 }, { probes: { liveness: { tcpSocket: { port: 3001 } } } }],
  [{ env: { LOG_LEVEL: "info" } }, { env: { LOG_LEVEL: "info" } }],
  [{ runAsUser: 101 }, { runAsUser: 101 }],
  [{ replicas: 5 }, { replicas: 5 }],
  [{ autoscaling: { maxReplicas: 9, cpuPercent: 70 } }, { autoscaling: { maxReplicas: 9, cpuPercent: 70 } }],
])("%j decides %j", (spec, expected) => {
  expect(values(spec)).toMatchObject(expected);
});

test("a service uses what it says, which brings variables and opens its network", () => {
  expect(values({ uses: ["database", "temporal"] })).toMatchObject({
    env: { POSTGRES_POOL_SIZE: "5", TEMPORAL_NAMESPACE: "default" },
    secretEnv: { POSTGRES_HOST: { secret: "db-credentials", key: "host" } },
    podLabels: { "flowmaestro.io/uses-database": "true", "flowmaestro.io/uses-temporal": "true" },
  });
});

test.each<[DependencyName[], string[]]>([
  [["database"], ["db-credentials"]],
  [
    ["database", "redis", "integration-secrets"],
    ["db-credentials", "redis-credentials", "integration-secrets"],
  ],
  [["temporal", "internet"], []],
])("who uses %j restarts with the revisions of %j", (uses, secrets) => {
  expect(values({ uses })["secretRevisions"]).toEqual(
    Object.fromEntries(secrets.map((name) => [name, `revision of ${name}`])),
  );
});

test("a whole secret becomes variables", () => {
  expect(values({ uses: ["integration-secrets"] })["secretEnvFrom"]).toEqual(["integration-secrets"]);
});

test("a variable that a service sets itself wins over what a dependency brings", () => {
  expect(values({ uses: ["database"], env: { POSTGRES_POOL_SIZE: "9" } })["env"]).toEqual({ POSTGRES_POOL_SIZE: "9" });
});

test("variables that Terraform will know are beside those that are known", () => {
  // WHEN
  const stack = synthConstruct((scope) => {
    const bucket = new TerraformLocal(scope, "bucket", "acme-uploads").asString;
    const tag = new TerraformVariable(scope, "tag", { type: "string" }).stringValue;
    new ServiceRelease(scope, "release", {
      service: "api-server",
      namespace: "flowmaestro",
      spec: { ...SPEC, uses: ["buckets"], env: { QUOTE: 'a "b" %{c}' } },
      image: { repository: "registry.example.com/backend", tag },
      bindings: { ...BINDINGS, buckets: { env: { GCS_UPLOADS_BUCKET: bucket } } },
      balanced: false,
      chart: "assets/service",
      dependsOn: [],
    });
  });

  // THEN
  expect(helmReleases(stack)[0]!.values).toMatchObject({
    env: { QUOTE: 'a "b" %{c}', GCS_UPLOADS_BUCKET: "${local.bucket}" },
    image: { tag: "${var.tag}" },
  });
});

describe("behind the load balancer", () => {
  test("a pod that leaves drains a little longer than the balancer does", () => {
    expect(values({}, { balanced: true })).toMatchObject({ drainSeconds: 70, backendConfig: "api-server" });
  });

  test("only there it has the balancer's settings", () => {
    expect(values()).not.toHaveProperty("backendConfig");
  });
});
