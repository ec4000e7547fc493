import { podTotal, workloads } from "./pods";
import { map, type Range, times } from "./range";
import type { Subject } from "./subject";

const ZONES = 3;

/** Nodes that Autopilot needs for all pods, by the assumption on their size; it does not bill them, but NAT and logs do. */
export function nodes({ environment, usage }: Subject): Range {
  const vcpus = podTotal(workloads(environment), ({ vcpu }) => vcpu);
  return map(times(vcpus, usage.nodesPerVcpu), (count) => Math.max(ZONES, Math.ceil(count)));
}
