import type { IContainer } from "kubernetes-models/v1/Container";
import { describeWithHelm } from "../support/describe-with-helm";
import { helmTemplate, type Manifest, manifestOf, podOf } from "../support/helm";
import { schemaViolations } from "../support/kubernetes-schema";
import { podViolations } from "../support/pod-rules";
import { chartDir, MINIMAL } from "./values";

const render = (...values: string[]): Manifest[] =>
  helmTemplate(chartDir("service"), "api-server", [MINIMAL.service, ...values]);

const deployment = (...values: string[]): Manifest => manifestOf(render(...values), "Deployment");

const pod = (...values: string[]): ReturnType<typeof podOf> => podOf(deployment(...values));

const container = (...values: string[]): IContainer | undefined => pod(...values).spec.containers[0];

const kinds = (manifests: Manifest[]): string[] => manifests.map(({ kind }) => kind);

describeWithHelm("chart service, with the least values", () => {
  test("names every object after the release", () => {
    // WHEN
    const names = render().map(({ kind, metadata }) => `${kind} ${metadata.name}`);

    // THEN
    expect(names.sort()).toEqual(["Deployment api-server", "PodDisruptionBudget api-server", "Service api-server"]);
  });

  test("makes a pod that keeps every rule", () => {
    expect(podViolations(pod().spec)).toEqual([]);
  });

  test("runs two pods of uid 1001 that are replaced before they go", () => {
    // WHEN
    const { spec } = deployment();

    // THEN
    expect(spec).toMatchObject({
      replicas: 2,
      strategy: { rollingUpdate: { maxUnavailable: 0, maxSurge: "25%" } },
      template: { spec: { securityContext: { runAsUser: 1001, runAsGroup: 1001, fsGroup: 1001 } } },
    });
  });

  test("selects its pods by labels that no release changes", () => {
    // WHEN
    const manifests = render();

    // THEN
    const selector = { "app.kubernetes.io/name": "api-server", "app.kubernetes.io/instance": "api-server" };
    expect(manifestOf(manifests, "Deployment").spec["selector"]).toEqual({ matchLabels: selector });
    expect(manifestOf(manifests, "PodDisruptionBudget").spec["selector"]).toEqual({ matchLabels: selector });
    expect(manifestOf(manifests, "Service").spec["selector"]).toEqual(selector);
  });

  test("spreads each revision's pods over zones and nodes, without insisting", () => {
    // WHEN
    const { topologySpreadConstraints } = pod().spec;

    // THEN
    expect(topologySpreadConstraints).toMatchObject(
      ["topology.kubernetes.io/zone", "kubernetes.io/hostname"].map((topologyKey) => ({
        topologyKey,
        whenUnsatisfiable: "ScheduleAnyway",
        matchLabelKeys: ["pod-template-hash"],
      })),
    );
  });

  test("lets a node drain, even of one pod and of one that crashes", () => {
    // WHEN
    const { spec } = manifestOf(render("replicas: 1"), "PodDisruptionBudget");

    // THEN
    expect(spec).toMatchObject({ maxUnavailable: 1, unhealthyPodEvictionPolicy: "AlwaysAllow" });
    expect(spec).not.toHaveProperty("minAvailable");
  });

  test("writes to /tmp alone, up to a limit", () => {
    // WHEN
    const { volumes, containers } = pod().spec;

    // THEN
    expect(containers[0]?.volumeMounts).toEqual([{ name: "writable-0", mountPath: "/tmp" }]);
    expect(volumes).toEqual([{ name: "writable-0", emptyDir: { sizeLimit: "256Mi" } }]);
  });

  test("sets no sysctl, no autoscaler and no balancer", () => {
    // WHEN
    const manifests = render();

    // THEN
    expect(podOf(manifestOf(manifests, "Deployment")).spec.securityContext).not.toHaveProperty("sysctls");
    expect(kinds(manifests)).not.toContain("HorizontalPodAutoscaler");
    expect(manifestOf(manifests, "Service").metadata.annotations).toBeUndefined();
  });
});

describeWithHelm("chart service, option by option", () => {
  test("command and args replace the image's own", () => {
    // WHEN
    const { command, args } = container("command: [node]\nargs: [worker.js, --once]") ?? {};

    // THEN
    expect({ command, args }).toEqual({ command: ["node"], args: ["worker.js", "--once"] });
  });

  test("port is that of the container and of the Service", () => {
    // WHEN
    const manifests = render("port: 8080");

    // THEN
    expect(podOf(manifestOf(manifests, "Deployment")).spec.containers[0]?.ports).toMatchObject([
      { containerPort: 8080 },
    ]);
    expect(manifestOf(manifests, "Service").spec["ports"]).toMatchObject([{ port: 8080, targetPort: "http" }]);
  });

  test("without a port there is no Service", () => {
    // WHEN
    const manifests = render("port: null");

    // THEN
    expect(kinds(manifests)).not.toContain("Service");
    expect(podOf(manifestOf(manifests, "Deployment")).spec.containers[0]).not.toHaveProperty("ports");
  });

  test("a port of metrics is opened and collected, and is no port of the Service", async () => {
    // WHEN
    const manifests = render("metricsPort: 9464");
    const podMonitoring = manifestOf(manifests, "PodMonitoring");

    // THEN
    expect(container("metricsPort: 9464")?.ports).toMatchObject([
      { name: "http", containerPort: 3001 },
      { name: "metrics", containerPort: 9464 },
    ]);
    expect(manifestOf(manifests, "Service").spec["ports"]).toHaveLength(1);
    expect(podMonitoring.spec).toMatchObject({
      selector: { matchLabels: { "app.kubernetes.io/instance": "api-server" } },
      endpoints: [{ port: 9464, path: "/metrics" }],
    });
    expect(await schemaViolations(podMonitoring)).toEqual([]);
  });

  test("metrics may be on the port of the service, and of a process that nobody else calls", () => {
    expect(container("metricsPort: 3001")?.ports).toMatchObject([{ name: "http", containerPort: 3001 }]);
    expect(container("port: null\nmetricsPort: 9464")?.ports).toMatchObject([{ name: "metrics" }]);
    expect(kinds(render())).not.toContain("PodMonitoring");
  });

  test("a port below 1024 is opened to a user without privilege", () => {
    // WHEN
    const { spec } = pod("port: 80\nrunAsUser: 101");

    // THEN
    expect(spec.securityContext).toMatchObject({
      runAsUser: 101,
      sysctls: [{ name: "net.ipv4.ip_unprivileged_port_start", value: "0" }],
    });
    expect(podViolations(spec)).toEqual([]);
  });

  test("env may refer to secretEnv, so that comes first", () => {
    // WHEN
    const { env } =
      container(
        "env: {DATABASE_URL: 'postgresql://$(PGHOST)'}\nsecretEnv: {PGHOST: {secret: db-credentials, key: host}}",
      ) ?? {};

    // THEN
    expect(env).toEqual([
      { name: "PGHOST", valueFrom: { secretKeyRef: { name: "db-credentials", key: "host" } } },
      { name: "DATABASE_URL", value: "postgresql://$(PGHOST)" },
    ]);
  });

  test("a variable arrives as it was written", () => {
    // GIVEN
    const awkward = `a "quoted" \\ {{ value }}: é #1`;

    // WHEN
    const { env } = container(JSON.stringify({ env: { AWKWARD: awkward } })) ?? {};

    // THEN
    expect(env).toEqual([{ name: "AWKWARD", value: awkward }]);
  });

  test("secretEnvFrom takes every key of a secret", () => {
    // WHEN
    const { envFrom } = container("secretEnvFrom: [integration-secrets]") ?? {};

    // THEN
    expect(envFrom).toEqual([{ secretRef: { name: "integration-secrets" } }]);
  });

  test("a secret's revision changes the pods and nothing else", () => {
    // GIVEN
    const revision = (number: string): Manifest[] => render(`secretRevisions: {db-credentials: "${number}"}`);

    // WHEN
    const changed = revision("1420440862").filter(
      (manifest, index) => JSON.stringify(manifest) !== JSON.stringify(revision("7")[index]),
    );

    // THEN
    expect(kinds(changed)).toEqual(["Deployment"]);
    expect(pod('secretRevisions: {db-credentials: "1420440862"}').metadata.annotations).toEqual({
      "flowmaestro.io/db-credentials-revision": "1420440862",
    });
  });

  test("podLabels are the pods' and not the selector's", () => {
    // WHEN
    const manifest = deployment('podLabels: {flowmaestro.io/database: "true"}');

    // THEN
    expect(podOf(manifest).metadata.labels).toMatchObject({
      "app.kubernetes.io/name": "api-server",
      "flowmaestro.io/database": "true",
    });
    expect(JSON.stringify(manifest.spec["selector"])).not.toContain("flowmaestro.io/database");
  });

  test("with an autoscaler the Deployment leaves the number of pods to it", () => {
    // WHEN
    const manifests = render("replicas: 3\nautoscaling: {maxReplicas: 10, cpuPercent: 70, memoryPercent: 80}");

    // THEN
    expect(manifestOf(manifests, "Deployment").spec).not.toHaveProperty("replicas");
    expect(manifestOf(manifests, "HorizontalPodAutoscaler")).toMatchObject({
      metadata: { name: "api-server-hpa" },
      spec: {
        scaleTargetRef: { kind: "Deployment", name: "api-server" },
        minReplicas: 3,
        maxReplicas: 10,
        metrics: [
          { resource: { name: "cpu", target: { averageUtilization: 70 } } },
          { resource: { name: "memory", target: { averageUtilization: 80 } } },
        ],
        behavior: { scaleDown: { stabilizationWindowSeconds: 300 } },
      },
    });
  });

  test("an autoscaler may look at one resource alone", () => {
    // WHEN
    const { spec } = manifestOf(render("autoscaling: {maxReplicas: 5, cpuPercent: 75}"), "HorizontalPodAutoscaler");

    // THEN
    expect(spec["metrics"]).toMatchObject([{ resource: { name: "cpu" } }]);
  });

  test("resources replace the defaults one by one", () => {
    // WHEN
    const { resources } =
      container("resources: {requests: {cpu: 1, memory: 1Gi}, limits: {cpu: 4, memory: 4Gi}}") ?? {};

    // THEN
    expect(resources).toEqual({
      requests: { cpu: 1, memory: "1Gi", "ephemeral-storage": "1Gi" },
      limits: { cpu: 4, memory: "4Gi", "ephemeral-storage": "1Gi" },
    });
  });

  test("probes are Kubernetes' own, and those left out are absent", () => {
    // WHEN
    const probed = container("probes: {readiness: {httpGet: {path: /health, port: http}, periodSeconds: 5}}");

    // THEN
    expect(probed?.readinessProbe).toEqual({ httpGet: { path: "/health", port: "http" }, periodSeconds: 5 });
    expect(probed).not.toHaveProperty("startupProbe");
    expect(probed).not.toHaveProperty("livenessProbe");
  });

  test("each writable path has a directory of its own", () => {
    // WHEN
    const { volumes, containers } = pod("writablePaths: [/tmp, /var/cache/nginx]\nwritableSizeLimit: 64Mi").spec;

    // THEN
    expect(containers[0]?.volumeMounts?.map(({ mountPath }) => mountPath)).toEqual(["/tmp", "/var/cache/nginx"]);
    expect(volumes).toMatchObject([{ emptyDir: { sizeLimit: "64Mi" } }, { emptyDir: { sizeLimit: "64Mi" } }]);
  });

  test("a pod is killed only after both its drain and its shutdown", () => {
    // WHEN
    const { spec } = pod("drainSeconds: 45\nshutdownSeconds: 20");

    // THEN
    expect(spec.containers[0]?.lifecycle).toEqual({ preStop: { sleep: { seconds: 45 } } });
    expect(spec.terminationGracePeriodSeconds).toBe(65);
  });

  test("without a drain the signal comes at once", () => {
    // WHEN
    const { spec } = pod("drainSeconds: 0");

    // THEN
    expect(spec.containers[0]).not.toHaveProperty("lifecycle");
    expect(spec.terminationGracePeriodSeconds).toBe(30);
  });

  test("backendConfig ties the Service to the load balancer", () => {
    // WHEN
    const { annotations = {} } = manifestOf(render("backendConfig: api-server"), "Service").metadata;

    // THEN
    expect(JSON.parse(annotations["cloud.google.com/backend-config"] ?? "")).toEqual({ default: "api-server" });
    expect(JSON.parse(annotations["cloud.google.com/neg"] ?? "")).toEqual({ ingress: true });
  });

  test("a tag that is no label becomes one", () => {
    // WHEN
    const { labels } = deployment(`image: {tag: "${"v1.2-rc_".repeat(10)}"}`).metadata;

    // THEN
    expect(labels?.["app.kubernetes.io/version"]).toMatch(/^v1\.2-rc_[\w.-]{0,54}[a-z0-9]$/);
  });

  test("all options together make objects that the API server knows", async () => {
    // GIVEN
    const everything = `
port: 80
env: {NODE_ENV: production}
secretEnv: {PGHOST: {secret: db-credentials, key: host}}
secretEnvFrom: [integration-secrets]
secretRevisions: {db-credentials: "3"}
podLabels: {flowmaestro.io/database: "true"}
autoscaling: {maxReplicas: 10, cpuPercent: 70, memoryPercent: 80}
probes:
  startup: {httpGet: {path: /health, port: http}, failureThreshold: 30}
  readiness: {httpGet: {path: /health, port: http}}
  liveness: {tcpSocket: {port: http}}
backendConfig: api-server
`;

    // WHEN
    const manifests = render(everything);

    // THEN
    expect(podViolations(podOf(manifestOf(manifests, "Deployment")).spec)).toEqual([]);
    for (const manifest of manifests) {
      expect(await schemaViolations(manifest)).toEqual([]);
    }
  });
});

describeWithHelm("chart service refuses", () => {
  test.each([
    ["an empty image", 'image: {repository: ""}', "at '/image/repository'"],
    ["a tag that moves", "image: {tag: latest}", "at '/image/tag': 'not' failed"],
    ["a tag inside the repository", "image: {repository: 'nginx:1.27'}", "at '/image/repository'"],
    ["a variable that is no string", "env: {PORT: 3001}", "at '/env/PORT': got number, want string"],
    ["a name that is no variable's", "env: {api-url: x}", "invalid propertyName 'api-url'"],
    [
      "a variable that is set twice",
      "env: {A: x}\nsecretEnv: {A: {secret: s, key: k}}",
      "A is in both env and secretEnv",
    ],
    ["half a secret's key", "secretEnv: {A: {secret: app-secrets}}", "at '/secretEnv/A': missing property 'key'"],
    [
      "a revision that would lose its digits",
      "secretRevisions: {db-credentials: 1420440862}",
      "got number, want string",
    ],
    [
      "a label that its selector needs",
      "podLabels: {app.kubernetes.io/name: x}",
      "invalid propertyName 'app.kubernetes.io/name'",
    ],
    ["an autoscaler without a target", "autoscaling: {maxReplicas: 3}", "missing property 'cpuPercent'"],
    [
      "an autoscaler below its own minimum",
      "replicas: 4\nautoscaling: {maxReplicas: 3, cpuPercent: 70}",
      "maxReplicas is 3, below replicas, 4",
    ],
    ["a limit that names no amount", "resources: {limits: {memory: lots}}", "at '/resources/limits/memory'"],
    ["a probe of nothing", "probes: {liveness: {periodSeconds: 5}}", "at '/probes/liveness': 'oneOf' failed"],
    [
      "a probe with a misspelt setting",
      "probes: {liveness: {tcpSocket: {port: 80}, period: 5}}",
      "additional properties 'period' not allowed",
    ],
    ["root", "runAsUser: 0", "at '/runAsUser': minimum: got 0, want 1"],
    ["the whole disk as a writable path", "writablePaths: [/]", "at '/writablePaths/0'"],
    ["a drain that GKE would cut short", "drainSeconds: 900", "at '/drainSeconds': maximum: got 900, want 300"],
  ])("%s", (_what, values, message) => {
    expect(() => render(values)).toThrow(message);
  });
});
