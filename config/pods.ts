import type { Environment } from "./schema/environment";
import type { Service } from "./schema/services";

/** Share of a Deployment's pods that a rollout may add, by default and in this project's charts. */
const MAX_SURGE = 0.25;

/** Pods of a service when it is busiest. */
export function podsAtMaximum({ replicas, autoscaling }: Service): number {
  return autoscaling?.maxReplicas ?? replicas;
}

/**
 * Pods that a rollout adds for a while, rounded up as Kubernetes does.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-surge
 */
export function rolloutSurge(pods: number): number {
  return Math.ceil(pods * MAX_SURGE);
}

/** Pods of Temporal's roles that hold connections to the database: all but the web interface. */
export function temporalServerPods({ temporal }: Environment): readonly (readonly [role: string, pods: number])[] {
  return Object.entries(temporal.replicas).filter(([role]) => role !== "web");
}
