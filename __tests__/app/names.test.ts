import { loadEnvironment } from "../../config/load";
import { resourceOf, resourcesOf } from "../support/blocks";
import { helmReleases } from "../support/helm-release";
import type { Block, Synthesized } from "../support/synth";
import { originOf, originsOf } from "../support/trace";
import { CLOUD, synthVariant } from "../support/variants";

interface Edge {
  readonly hosts: readonly { readonly host: string; readonly service: string; readonly port: number }[];
  readonly certificates: Readonly<Record<string, readonly string[]>>;
  readonly backends: Readonly<Record<string, { readonly port: number }>>;
  readonly defaultService: string;
  readonly addressName: string;
  readonly sslPolicy: string;
  readonly securityPolicy: string;
}

interface Metadata {
  readonly name: string;
  readonly namespace: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

const OURS = ["edge", "migrations", "temporal"];

const metadataOf = (block: Block) => block["metadata"] as Metadata;

/** Every value of a key, however deep it is. */
function valuesOf(key: string, value: unknown): readonly unknown[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value as Block).flatMap(([name, child]) => [
    ...(name === key ? [child] : []),
    ...valuesOf(key, child),
  ]);
}

describe.each(Object.keys(CLOUD))("%s", (subject) => {
  const synthesized = CLOUD[subject] as () => Synthesized;
  const stack = (name: string) => synthesized().stacks[name]!;
  const releases = () => helmReleases(stack("workloads"));
  const release = (name: string) => releases().find((candidate) => candidate.name === name)!;
  const services = () => releases().filter(({ name }) => !OURS.includes(name));
  const edge = () => release("edge").values as unknown as Edge;
  const namesOf = (type: string) => resourcesOf(stack("workloads"), type).map((block) => metadataOf(block).name);

  test("everything in Kubernetes is in the one namespace", () => {
    // GIVEN
    const objects = Object.entries(stack("workloads").resource!)
      .filter(([type]) => type.startsWith("kubernetes_") && type !== "kubernetes_namespace_v1")
      .flatMap(([, blocks]) => Object.values(blocks).map((block) => metadataOf(block).namespace));
    const installed = releases().map(({ block }) => block["namespace"]);

    // THEN
    expect(metadataOf(resourceOf(stack("workloads"), "kubernetes_namespace_v1")).name).toBe("flowmaestro");
    expect(new Set([...objects, ...installed])).toEqual(
      new Set(["${kubernetes_namespace_v1.namespace.metadata[0].name}"]),
    );
  });

  test("every pod has a service account that exists, and every service account has pods", () => {
    // WHEN
    const wanted = releases().flatMap(({ values }) => {
      const { serviceAccountName, serviceAccount } = values as {
        serviceAccountName?: string;
        serviceAccount?: Metadata;
      };
      return serviceAccountName ?? serviceAccount?.name ?? [];
    });

    // THEN
    expect(wanted.sort()).toEqual(namesOf("kubernetes_service_account_v1").sort());
  });

  test("every service becomes its own Google identity, and nobody else does", () => {
    // GIVEN
    const grants = resourcesOf(stack("workloads"), "google_service_account_iam_member");
    const becoming = grants.filter(({ role }) => role === "roles/iam.workloadIdentityUser");

    for (const { name } of services()) {
      // WHEN
      const account = resourcesOf(stack("workloads"), "kubernetes_service_account_v1").find(
        (block) => metadataOf(block).name === name,
      )!;
      const annotation = metadataOf(account).annotations!["iam.gke.io/gcp-service-account"]!;
      const identity = `cluster/google_service_account.identity_${name.replaceAll("-", "_")}.email`;
      const members = becoming
        .filter(({ service_account_id: id }) => originsOf(synthesized(), "workloads", id as string).includes(identity))
        .map(({ member }) => member);

      // THEN
      expect(originOf(synthesized(), "workloads", annotation)).toBe(identity);
      expect(members).toEqual([expect.stringMatching(new RegExp(`\\.svc\\.id\\.goog\\[.*/${name}\\]$`))]);
    }
    expect(becoming).toHaveLength(services().length);
  });

  test("every config map that a pod mounts exists", () => {
    // WHEN
    const mounted = releases().flatMap(({ values }) => valuesOf("configMap", values) as Metadata[]);

    // THEN
    expect(new Set(mounted.map(({ name }) => name))).toEqual(new Set(namesOf("kubernetes_config_map_v1")));
  });

  test("every chart of ours is beside its stack", () => {
    const local = releases().filter(({ block }) => block["repository"] === undefined);

    expect(local).not.toEqual([]);
    for (const { chart } of local) {
      expect(Object.keys(synthesized().files)).toContain(`stacks/workloads/${chart}/Chart.yaml`);
    }
  });

  test("every policy selects pods that exist", () => {
    // GIVEN
    const labels = [
      ...releases().map(({ name }) => ["app.kubernetes.io/instance", name]),
      ...releases().flatMap(({ values }) =>
        Object.entries((values["podLabels"] as Record<string, string> | undefined) ?? {}),
      ),
      // Components of Temporal's chart.
      ...["frontend", "history", "matching", "worker", "web"].map((role) => ["app.kubernetes.io/component", role]),
    ].map(([key, value]) => `${key}=${value}`);

    // WHEN
    const selected = resourcesOf(stack("workloads"), "kubernetes_network_policy_v1")
      .flatMap((block) => valuesOf("match_labels", block) as Record<string, string>[])
      .flatMap((matchLabels) => Object.entries(matchLabels))
      .map(([key, value]) => `${key}=${value}`)
      // Nobody uses anything when everything is off.
      .filter((label) => subject !== "everything off" || !label.startsWith("flowmaestro.io/uses-"));

    // THEN
    expect(labels).toEqual(expect.arrayContaining(selected));
  });

  test("every host goes to a service that answers on that port and has the load balancer's settings", () => {
    // GIVEN
    const ports = Object.fromEntries(services().map(({ name, values }) => [name, values["port"]]));

    // THEN
    for (const { service, port } of edge().hosts) {
      expect([service, port, edge().backends[service]?.port]).toEqual([service, ports[service], ports[service]]);
    }
    expect(Object.keys(edge().backends)).toContain(edge().defaultService);
  });

  test("the load balancer's settings are those that a service asks for by name", () => {
    // WHEN
    const asked = services().flatMap(({ name, values }) =>
      values["backendConfig"] ? [[name, values["backendConfig"]]] : [],
    );

    // THEN
    expect(Object.fromEntries(asked)).toEqual(
      Object.fromEntries(Object.keys(edge().backends).map((name) => [name, name])),
    );
  });

  test("the load balancer reaches exactly the services behind it", () => {
    // GIVEN
    const policies = resourcesOf(stack("workloads"), "kubernetes_network_policy_v1");

    // WHEN
    const balanced = policies
      .filter((block) => metadataOf(block).name.startsWith("balancer-to-"))
      .map(({ spec }) => [
        (valuesOf("match_labels", spec)[0] as Record<string, string>)["app.kubernetes.io/instance"],
        valuesOf("port", spec),
      ]);

    // THEN
    const backends = Object.entries(edge().backends).map(([name, { port }]) => [name, [String(port)]]);
    expect(Object.fromEntries(balanced)).toEqual(Object.fromEntries(backends));
  });

  test("every host is in exactly one certificate, and every certificate only has hosts", () => {
    expect(Object.values(edge().certificates).flat().sort()).toEqual(
      edge()
        .hosts.map(({ host }) => host)
        .sort(),
    );
  });

  test("no certificate that is live can change", () => {
    // WHEN
    const held = Object.entries(stack("workloads").resource!["terraform_data"]!)
      .filter(([id]) => id.startsWith("certificate_"))
      .map(([, { triggers_replace: domains }]) => domains);

    // THEN
    // Sorted, since their order in the file means nothing.
    expect(held).toEqual(Object.values(edge().certificates).map((domains) => [...domains].sort()));
  });

  test("the load balancer has the address and the policies of the network", () => {
    const origin = (name: string) => originOf(synthesized(), "workloads", name);

    expect(origin(edge().addressName)).toBe("network/google_compute_global_address.edge_address.name");
    expect(origin(edge().sslPolicy)).toBe("network/google_compute_ssl_policy.ssl_policy.name");
    expect(origin(edge().securityPolicy)).toBe("network/google_compute_security_policy.cloud_armor.name");
  });

  test("the urls that are published, and the records, are those of the hosts", () => {
    // GIVEN
    const hosts = edge().hosts.map(({ host }) => host);

    // WHEN
    const urls = stack("workloads").output!["urls"]!["value"];
    const records = stack("network").output!["dns_records"]!["value"] as { type: string; name: string }[];

    // THEN
    expect(urls).toEqual(hosts.map((host) => `https://${host}`));
    expect(records.filter(({ type }) => type === "A").map(({ name }) => name)).toEqual(hosts);
  });

  test("Temporal is where its clients look for it", () => {
    // GIVEN
    const { fullnameOverride } = release("temporal").values;
    const addresses = services().flatMap(({ values }) => valuesOf("TEMPORAL_ADDRESS", values));
    const command = stack("workloads").output!["temporal_ui_command"]!["value"];

    // THEN
    expect(new Set(addresses)).toEqual(
      new Set(subject === "everything off" ? [] : [`${String(fullnameOverride)}-frontend:7233`]),
    );
    expect(command).toContain(` service/${String(fullnameOverride)}-web `);
  });

  test("Temporal verifies the database with the certificates that it mounts", () => {
    // GIVEN
    const ca = resourceOf(stack("workloads"), "kubernetes_config_map_v1");
    const [[file, content] = []] = Object.entries(ca["data"] as Record<string, string>);
    const [mount] = valuesOf("mountPath", release("temporal").values);

    // THEN
    expect(new Set(valuesOf("caFile", release("temporal").values))).toEqual(new Set([`${String(mount)}/${file}`]));
    expect(originOf(synthesized(), "workloads", content!)).toBe(
      "data/google_sql_database_instance.postgres.server_ca_cert[*].cert",
    );
  });
});

test("images come from the environment's own registry", () => {
  // GIVEN
  const production = CLOUD["production"]!();
  const images = helmReleases(production.stacks["workloads"]!).flatMap(
    ({ values }) => (values as { image?: { repository: string; tag: string } }).image ?? [],
  );

  // THEN
  for (const { repository, tag } of images) {
    expect(originsOf(production, "workloads", repository)).toEqual([
      "data/google_artifact_registry_repository.image_registry.repository_id",
    ]);
    expect(repository).toMatch(
      /^us-central1-docker\.pkg\.dev\/flowmaestro-production\/.*\/(backend|frontend|marketing|migrations)$/,
    );
    expect(tag).toBe("${var.image_tag}");
  }
  expect(images).toHaveLength(5);
});

test("a zone that is managed here has a record for every host", () => {
  // GIVEN
  const { network } = synthVariant("everything on").stacks;
  const { hosts, domain } = loadEnvironment("production");

  // WHEN
  const names = resourcesOf(network!, "google_dns_record_set")
    .filter(({ type }) => type === "A")
    .map(({ name }) => name);

  // THEN
  expect(names.sort()).toEqual(
    Object.keys(hosts)
      .map((host) => (host === "@" ? `${domain}.` : `${host}.${domain}.`))
      .sort(),
  );
});
