import type { V1Deployment, V1StatefulSet } from "@kubernetes/client-node";
import { NAMESPACE } from "../../../stacks/fixed-names";
import type { Cluster } from "./cluster";

/** A Deployment or StatefulSet, as far as its pods go. */
export interface Workload {
  readonly kind: "Deployment" | "StatefulSet";
  readonly name: string;
  /** Helm release that it belongs to. */
  readonly release?: string | undefined;
  /** Label selector of its pods. */
  readonly selector: string;
  readonly wanted: number;
  readonly ready: number;
  /** Whether all of its pods are of its newest version, and no other is left. */
  readonly current: boolean;
  /** Why its rollout was given up. @default - it was not */
  readonly stuck?: string | undefined;
}

function workloadOf(kind: Workload["kind"], { metadata, spec, status }: V1Deployment | V1StatefulSet): Workload {
  const wanted = spec?.replicas ?? 1;
  const conditions: readonly { readonly type: string; readonly status: string; readonly message?: string }[] =
    status?.conditions ?? [];
  const stuck = conditions.find(({ type, status: is }) => type === "Progressing" && is === "False");
  return {
    kind,
    name: metadata!.name!,
    release: metadata?.labels?.["app.kubernetes.io/instance"],
    selector: Object.entries(spec?.selector.matchLabels ?? {})
      .map(([key, value]) => `${key}=${value}`)
      .join(","),
    wanted,
    ready: status?.readyReplicas ?? 0,
    current:
      (status?.observedGeneration ?? 0) >= (metadata?.generation ?? 0) &&
      (status?.updatedReplicas ?? 0) === wanted &&
      (status?.replicas ?? 0) === wanted,
    stuck: stuck?.message,
  };
}

/** Every Deployment and StatefulSet, by their names. */
export async function workloads(cluster: Cluster): Promise<readonly Workload[]> {
  const namespace = NAMESPACE;
  const [deployments, statefulSets] = await Promise.all([
    cluster.ask("list Deployments", () => cluster.apps.listNamespacedDeployment({ namespace })),
    cluster.ask("list StatefulSets", () => cluster.apps.listNamespacedStatefulSet({ namespace })),
  ]);
  return [
    ...deployments.items.map((each) => workloadOf("Deployment", each)),
    ...statefulSets.items.map((each) => workloadOf("StatefulSet", each)),
  ].sort((a, b) => a.name.localeCompare(b.name));
}
