import { spawnSync } from "node:child_process";
import { drainProblems } from "../support/drain-rules";
import { helmTemplate, type Manifest, podOf } from "../support/helm";
import { schemaViolations } from "../support/kubernetes-schema";
import { autopilotRules, podViolations, restrictedRules } from "../support/pod-rules";
import { releases } from "../support/releases";
import { temporalChart } from "../support/temporal-chart";

const ENVIRONMENTS = ["production", "staging"];
const NAMESPACE = `flowmaestro-integration-${process.pid}`;
/** Whatever has a pod template. */
const WORKLOADS = ["Deployment", "Job"];
/** Google's own kinds, whose definitions come with GKE; the names of ours are enough for another API server. */
const GOOGLE_KINDS = [
  { group: "cloud.google.com", version: "v1", kind: "BackendConfig", plural: "backendconfigs" },
  { group: "networking.gke.io", version: "v1beta1", kind: "FrontendConfig", plural: "frontendconfigs" },
  { group: "networking.gke.io", version: "v1", kind: "ManagedCertificate", plural: "managedcertificates" },
  { group: "monitoring.googleapis.com", version: "v1", kind: "PodMonitoring", plural: "podmonitorings" },
];

function definition({ group, version, kind, plural }: (typeof GOOGLE_KINDS)[number]): object {
  const schema = { openAPIV3Schema: { type: "object", "x-kubernetes-preserve-unknown-fields": true } };
  return {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      scope: "Namespaced",
      names: { kind, plural, singular: kind.toLowerCase() },
      versions: [{ name: version, served: true, storage: true, schema }],
    },
  };
}

function kubectl(args: readonly string[], input?: object): { readonly status: number; readonly said: string } {
  const json = input && JSON.stringify(input);
  const { status, stdout, stderr, error } = spawnSync("kubectl", args, { input: json, encoding: "utf8" });
  return { status: status ?? 1, said: error?.message ?? `${stdout}${stderr}` };
}

const list = (items: readonly object[]) => ({ apiVersion: "v1", kind: "List", items });

function podFrom(workload: Manifest): object {
  const { metadata, spec } = podOf(workload);
  return { apiVersion: "v1", kind: "Pod", metadata: { labels: metadata.labels, name: workload.metadata.name }, spec };
}

const version = releases("production").find(({ name }) => name === "temporal")!.version!;
const chart = temporalChart(version);
const missingChart = "missing" in chart ? chart.missing : undefined;
const missingServer = kubectl(["version", "-o", "json", "--request-timeout=5s"]).said.includes('"serverVersion"')
  ? undefined
  : "no API server; set KUBECONFIG to a cluster on which namespaces and custom resource definitions may be made";

for (const missing of [missingChart, missingServer]) if (missing) console.warn(`skipped: ${missing}`);

const manifests = (environment: string): Record<string, readonly Manifest[]> =>
  Object.fromEntries(
    releases(environment).map(({ name, chart: own, values }) => [
      name,
      helmTemplate(name === "temporal" ? (chart as { folder: string }).folder : own, name, values).filter(
        // Made by `helm test` alone, which Terraform never runs.
        ({ metadata }) => metadata.annotations?.["helm.sh/hook"] !== "test",
      ),
    ]),
  );

(missingChart ? describe.skip : describe).each(ENVIRONMENTS)(
  "the Temporal release of %s with the official chart",
  (environment) => {
    test("satisfies the Kubernetes schemas", async () => {
      const violations = await Promise.all(manifests(environment).temporal!.map(schemaViolations));

      expect(violations.flat()).toEqual([]);
    });

    test("blocks no drain of a node", () => {
      expect(drainProblems(manifests(environment).temporal!)).toEqual([]);
    });

    test("has pods that satisfy restricted pod security and Autopilot", () => {
      const workloads = manifests(environment).temporal!.filter(({ kind }) => WORKLOADS.includes(kind));
      const violations = workloads.flatMap((workload) =>
        podViolations(podOf(workload).spec, [...restrictedRules, ...autopilotRules]).map(
          (each) => `${workload.metadata.name}: ${each}`,
        ),
      );

      expect(violations).toEqual([]);
    });

    test("shares no object with another release", () => {
      const owners = Object.entries(manifests(environment)).flatMap(([release, objects]) =>
        objects.map(({ kind, metadata }) => ({ release, object: `${kind}/${metadata.name}` })),
      );
      const objects = owners.map(({ object }) => object);
      const shared = owners.filter(({ object }) => objects.indexOf(object) !== objects.lastIndexOf(object));

      expect(shared).toEqual([]);
    });

    test("has pods with the labels that network policies select them by", () => {
      const workloads = manifests(environment).temporal!.filter(({ kind }) => WORKLOADS.includes(kind));
      const labels = workloads.map((workload) => podOf(workload).metadata.labels ?? {});
      const components = new Set(labels.map((each) => each["app.kubernetes.io/component"]));

      expect(new Set(labels.map((each) => each["app.kubernetes.io/instance"]))).toEqual(new Set(["temporal"]));
      expect(components).toEqual(
        new Set(["admintools", "database", "frontend", "history", "matching", "web", "worker"]),
      );
    });

    test("reads its password from the secret, never from its values", () => {
      const text = JSON.stringify(manifests(environment).temporal);

      expect(text).toContain('"secretKeyRef":{"name":"temporal-db-credentials","key":"password"}');
    });
  },
);

((missingChart ?? missingServer) ? describe.skip : describe)("a real API server with restricted pod security", () => {
  beforeAll(() => {
    const labels = { "pod-security.kubernetes.io/enforce": "restricted" };
    const namespace = { apiVersion: "v1", kind: "Namespace", metadata: { name: NAMESPACE, labels } };
    const { status, said } = kubectl(["apply", "-f", "-"], list([namespace, ...GOOGLE_KINDS.map(definition)]));
    if (status !== 0) throw new Error(said);
    kubectl([
      "wait",
      "--for=condition=Established",
      "crd",
      ...GOOGLE_KINDS.map(({ plural, group }) => `${plural}.${group}`),
    ]);
  });

  afterAll(() => {
    kubectl(["delete", "namespace", NAMESPACE, "--wait=false"]);
    kubectl(["delete", "crd", ...GOOGLE_KINDS.map(({ plural, group }) => `${plural}.${group}`)]);
  });

  const cases = ENVIRONMENTS.flatMap((environment) => releases(environment).map(({ name }) => ({ environment, name })));
  const dryRun = ["create", "--dry-run=server", "--validate=strict", "-n", NAMESPACE, "-f", "-"];

  test.each(cases)("accepts every object of $name in $environment", ({ environment, name }) => {
    const objects = manifests(environment)[name]!.map((manifest) => ({
      ...manifest,
      metadata: { ...manifest.metadata, namespace: NAMESPACE },
    }));

    const { status, said } = kubectl(dryRun, list(objects));

    expect({ status, refused: status === 0 ? "" : said }).toEqual({ status: 0, refused: "" });
  });

  test.each(cases)("admits the pods of $name in $environment", ({ environment, name }) => {
    // GIVEN a service account, which admission asks for
    const workloads = manifests(environment)[name]!.filter(({ kind }) => WORKLOADS.includes(kind));
    const accounts = new Set(workloads.map((workload) => podOf(workload).spec.serviceAccountName!));
    for (const account of accounts) kubectl(["create", "serviceaccount", account, "-n", NAMESPACE]);

    const admitted = workloads.map((workload) => kubectl(dryRun, podFrom(workload)));

    expect(admitted.filter(({ status }) => status !== 0)).toEqual([]);
  });

  test("refuses a pod that runs as root, so that admitting one means something", () => {
    const spec = { containers: [{ name: "root", image: "busybox:1", securityContext: { runAsUser: 0 } }] };

    const { status, said } = kubectl(dryRun, { apiVersion: "v1", kind: "Pod", metadata: { name: "root" }, spec });

    expect(status).not.toBe(0);
    expect(said).toContain('violates PodSecurity "restricted');
  });
});
