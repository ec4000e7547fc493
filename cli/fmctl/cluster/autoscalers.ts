import { NAMESPACE } from "../../../stacks/fixed-names";
import type { Cluster } from "./cluster";

/** A HorizontalPodAutoscaler. */
export interface Autoscaler {
  readonly name: string;
  /** Name of the Deployment. */
  readonly target: string;
  readonly min: number;
  readonly max: number;
}

/** Every autoscaler. */
export async function autoscalers(cluster: Cluster): Promise<readonly Autoscaler[]> {
  const { items } = await cluster.ask("list autoscalers", () =>
    cluster.autoscaling.listNamespacedHorizontalPodAutoscaler({ namespace: NAMESPACE }),
  );
  return items.map(({ metadata, spec }) => ({
    name: metadata!.name!,
    target: spec!.scaleTargetRef.name,
    min: spec!.minReplicas ?? 1,
    max: spec!.maxReplicas,
  }));
}
