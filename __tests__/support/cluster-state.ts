import type { Installation } from "./e2e-installation";

interface Listed<T> {
  readonly items: readonly T[];
}

interface Pod {
  readonly metadata: { readonly name: string; readonly uid: string; readonly labels: Readonly<Record<string, string>> };
  readonly spec: { readonly containers: readonly { readonly name: string }[] };
  readonly status: { readonly phase: string; readonly startTime: string };
}

/** Running pods, by the release they belong to (and Temporal's by their role); each as its uid. */
export function podsByRelease(installation: Installation): Readonly<Record<string, readonly string[]>> {
  const { items } = installation.get<Listed<Pod>>("pods", "--field-selector=status.phase=Running");
  const pods: Record<string, string[]> = {};
  for (const { metadata } of items) {
    const { "app.kubernetes.io/instance": instance, "app.kubernetes.io/component": component } = metadata.labels;
    (pods[instance === "temporal" ? `temporal-${component}` : instance!] ??= []).push(metadata.uid);
  }
  return Object.fromEntries(Object.entries(pods).map(([release, uids]) => [release, uids.sort()]));
}

/** When the first pod of a release started. */
export function started(installation: Installation, selector: string): Date {
  const { items } = installation.get<Listed<Pod>>("pods", "-l", selector);
  return new Date(Math.min(...items.map(({ status }) => Date.parse(status.startTime))));
}

/** Everything that an environment could leave behind: namespaces, volumes, definitions and cluster-wide roles. */
export function clusterWide(installation: Installation): string {
  const kinds = "namespaces,customresourcedefinitions,clusterroles,clusterrolebindings,persistentvolumes";
  const { output } = installation.kubectl("get", kinds, "-o", "name");
  return output
    .split("\n")
    .filter((line) => !line.includes("-test"))
    .sort()
    .join("\n");
}

/** Runs SQL as the superuser, over PostgreSQL's own socket. */
export function sql(installation: Installation, database: string, query: string): string {
  const psql = ["psql", "-U", "postgres", "-d", database, "-tAc", query];
  const { status, output } = installation.kubectl(
    "exec",
    "-n",
    installation.namespace,
    "postgres-0",
    "-c",
    "postgres",
    "--",
    ...psql,
  );
  if (status !== 0) throw new Error(output);
  return output.trim();
}
