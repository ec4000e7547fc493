import type { V1Pod } from "@kubernetes/client-node";
import { NAMESPACE } from "../../../stacks/fixed-names";
import { CommandError } from "../../shared/command-error";
import type { Cluster } from "./cluster";

/** Whether a pod serves. */
export function isReady({ metadata, status }: V1Pod): boolean {
  if (metadata?.deletionTimestamp) return false;
  return status?.conditions?.some((each) => each.type === "Ready" && each.status === "True") ?? false;
}

/** Whether a pod has done its work, as that of a job. */
export function isDone({ status }: V1Pod): boolean {
  return status?.phase === "Succeeded";
}

/** Name of a pod that serves, among those that a selector names. */
export async function readyPod(cluster: Cluster, name: string, selector: string): Promise<string> {
  const pods = await cluster.pods(NAMESPACE, selector);
  const ready = pods.find(isReady);
  if (ready) return ready.metadata!.name!;
  const state = pods.length === 0 ? "has no pod" : `has ${pods.length} pods, none of which is ready`;
  throw new CommandError(`${name} ${state}; \`fmctl status\` says why.`);
}
