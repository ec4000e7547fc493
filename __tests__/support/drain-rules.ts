import type { Manifest } from "./helm";
import { podOf } from "./helm";

type Labels = Readonly<Record<string, string>>;

interface Budget {
  readonly minAvailable?: number | string;
  readonly maxUnavailable?: number | string;
  readonly selector?: { readonly matchLabels?: Labels; readonly matchExpressions?: unknown };
}

const WORKLOADS = ["Deployment", "StatefulSet"];
/** Keeps the autoscaler of nodes, and so Autopilot, from moving a pod. */
const UNEVICTABLE = "cluster-autoscaler.kubernetes.io/safe-to-evict";

/** Percentages are rounded up, as Kubernetes does: https://kubernetes.io/docs/tasks/run-application/configure-pdb/#rounding-logic-when-specifying-percentages */
function countOf(value: number | string, replicas: number): number {
  return typeof value === "string" && value.endsWith("%")
    ? Math.ceil((parseInt(value) / 100) * replicas)
    : Number(value);
}

function leastReplicas(workload: Manifest, manifests: readonly Manifest[]): number {
  const autoscaler = manifests.find(
    ({ kind, spec }) =>
      kind === "HorizontalPodAutoscaler" &&
      (spec["scaleTargetRef"] as { kind: string; name: string }).kind === workload.kind &&
      (spec["scaleTargetRef"] as { name: string }).name === workload.metadata.name,
  );
  return Number(autoscaler ? (autoscaler.spec["minReplicas"] ?? 1) : (workload.spec["replicas"] ?? 1));
}

function selects({ selector }: Budget, labels: Labels = {}): boolean {
  if (selector?.matchExpressions !== undefined) throw new Error("matchExpressions are not understood here");
  return Object.entries(selector?.matchLabels ?? {}).every(([key, value]) => labels[key] === value);
}

/** Pods that may be away at a time, when the fewest run. */
function allowed({ minAvailable, maxUnavailable }: Budget, replicas: number): number {
  if (maxUnavailable !== undefined) return countOf(maxUnavailable, replicas);
  return replicas - countOf(minAvailable ?? 1, replicas);
}

/** What would keep a node from being drained: a sentence for each. */
export function drainProblems(manifests: readonly Manifest[]): readonly string[] {
  const budgets = manifests
    .filter(({ kind }) => kind === "PodDisruptionBudget")
    .map(({ metadata, spec }) => ({ name: metadata.name, budget: spec as Budget }));
  const workloads = manifests.filter(({ kind }) => WORKLOADS.includes(kind));
  const labelsOf = (workload: Manifest) => podOf(workload).metadata.labels;

  const ofBudgets = budgets.flatMap(({ name, budget }) => {
    const guarded = workloads.filter((workload) => selects(budget, labelsOf(workload)));
    if (guarded.length === 0) return [`the disruption budget ${name} guards nothing`];
    return guarded.flatMap((workload) => {
      const replicas = leastReplicas(workload, manifests);
      const away = allowed(budget, replicas);
      if (away > 0) return [];
      const is =
        budget.maxUnavailable === undefined
          ? `minAvailable ${budget.minAvailable}`
          : `maxUnavailable ${budget.maxUnavailable}`;
      return [
        `${workload.metadata.name} has ${replicas} pods at least and the disruption budget ${name} with ${is}, ` +
          "so none may ever be evicted; allow one",
      ];
    });
  });
  const ofWorkloads = workloads.flatMap((workload) => {
    const { name } = workload.metadata;
    const guards = budgets.filter(({ budget }) => selects(budget, labelsOf(workload)));
    const several = `${name} has the disruption budgets ${guards.map((guard) => guard.name).join(" and ")}, and a pod with two cannot be evicted`;
    const kept = podOf(workload).metadata.annotations?.[UNEVICTABLE] === "false";
    return [...(guards.length > 1 ? [several] : []), ...(kept ? [`${name} has ${UNEVICTABLE}: "false"`] : [])];
  });
  return [...ofBudgets, ...ofWorkloads];
}
