import { podsAtMaximum } from "../config/pods";
import type { Environment } from "../config/schema/environment";
import { TEMPORAL_EPHEMERAL_STORAGE } from "../constructs/workloads/temporal-disk";
import { type BilledPod, billedPod } from "./autopilot";
import { fixed, type Range, sum, times } from "./range";
import { adminToolsRequests, serviceDisk } from "./static-values";

/** Pods that are alike. */
export interface Workload {
  readonly name: string;
  readonly part: "service" | "temporal";
  /** Whether Temporal's server runs in it, with its many metrics. */
  readonly isTemporalServer: boolean;
  /** The autoscaler's bounds; both ends the same without one. */
  readonly pods: Range;
  readonly pod: BilledPod;
}

function services({ services: all }: Environment): readonly Workload[] {
  const storage = serviceDisk();
  return Object.entries(all).map(([name, service]) => ({
    name,
    part: "service",
    isTemporalServer: false,
    pods: { low: service.replicas, high: podsAtMaximum(service) },
    pod: billedPod({ ...service.resources.requests, "ephemeral-storage": storage }),
  }));
}

function temporal({ temporal: { replicas, resources, webResources } }: Environment): readonly Workload[] {
  const withDisk = (requests: typeof resources.requests) =>
    billedPod({ ...requests, "ephemeral-storage": TEMPORAL_EPHEMERAL_STORAGE });
  const roles = Object.entries(replicas).map(([role, pods]) => ({
    name: `Temporal ${role}`,
    part: "temporal" as const,
    isTemporalServer: role !== "web",
    pods: fixed(pods),
    pod: withDisk((role === "web" ? webResources : resources).requests),
  }));
  const adminTools = { name: "Temporal admin tools", part: "temporal" as const, isTemporalServer: false };
  return [...roles, { ...adminTools, pods: fixed(1), pod: billedPod(adminToolsRequests()) }];
}

/** Everything that runs all month. A rollout's surge and the Jobs last minutes and are left out. */
export function workloads(environment: Environment): readonly Workload[] {
  return [...services(environment), ...temporal(environment)].filter(({ pods }) => pods.high > 0);
}

/** Pods of several workloads. */
export function podCount(of: readonly Workload[]): Range {
  return sum(of.map(({ pods }) => pods));
}

/** Something that every pod of several workloads has so much of. */
export function podTotal(of: readonly Workload[], amount: (pod: BilledPod) => number): Range {
  return sum(of.map(({ pods, pod }) => times(pods, fixed(amount(pod)))));
}

/** Pods of the services that have a host, at the least: what an environment is made to serve with. */
export function servingPods({ hosts, services: all }: Environment): number {
  return [...new Set(Object.values(hosts))].reduce((total, name) => total + all[name]!.replicas, 0);
}

/** Pods of the services that may reach the internet, at the least. */
export function internetPods({ services: all }: Environment): number {
  const callers = Object.values(all).filter(({ uses }) => uses.includes("internet"));
  return callers.reduce((total, { replicas }) => total + replicas, 0);
}
