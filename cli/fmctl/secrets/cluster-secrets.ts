import type { V1Pod } from "@kubernetes/client-node";
import type { Cluster } from "../cluster/cluster";
import type { KubernetesContent } from "./catalogue";

const PREFIX = "flowmaestro.io/";
const SUFFIX = "-revision";
const INSTANCE = "app.kubernetes.io/instance";

/** A Kubernetes secret as it is in the cluster, without the values that are secrets. */
export interface DeployedSecret {
  readonly keys: readonly string[];
  /** Values of the keys that are no secrets. */
  readonly plain: Readonly<Record<string, string>>;
  /** ISO 8601. */
  readonly createdAt?: string | undefined;
}

/** What the cluster has, and with which revisions pods run. */
export interface DeployedSecrets {
  /** By name; those that there are. */
  readonly secrets: Readonly<Record<string, DeployedSecret>>;
  /** By the secret's name: each revision that a pod carries, with the releases of those pods. */
  readonly running: Readonly<Record<string, ReadonlyMap<string, ReadonlySet<string>>>>;
}

function revisions(pods: readonly V1Pod[], secret: string): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { metadata, status } of pods) {
    const revision = metadata?.annotations?.[`${PREFIX}${secret}${SUFFIX}`];
    const ended = status?.phase === "Succeeded" || status?.phase === "Failed" || metadata?.deletionTimestamp;
    if (revision === undefined || ended) continue;
    const releases = found.get(revision) ?? new Set();
    found.set(revision, releases.add(metadata?.labels?.[INSTANCE] ?? metadata?.name ?? ""));
  }
  return found;
}

/** Reads the Kubernetes secrets of a namespace and drops the values at once. */
export async function deployedSecrets(
  cluster: Cluster,
  namespace: string,
  contents: readonly KubernetesContent[],
): Promise<DeployedSecrets> {
  const secrets: Record<string, DeployedSecret> = {};
  for (const { name, plain } of contents) {
    const found = await cluster.find(`read the secret ${name}`, () =>
      cluster.core.readNamespacedSecret({ namespace, name }),
    );
    if (!found) continue;
    const data = found.data ?? {};
    const text = (key: string) => Buffer.from(data[key]!, "base64").toString();
    secrets[name] = {
      keys: Object.keys(data),
      plain: Object.fromEntries(plain.filter((key) => key in data).map((key) => [key, text(key)])),
      createdAt: found.metadata?.creationTimestamp?.toISOString(),
    };
  }
  const pods = await cluster.pods(namespace);
  return { secrets, running: Object.fromEntries(contents.map(({ name }) => [name, revisions(pods, name)])) };
}
