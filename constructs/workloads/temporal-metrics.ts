/**
 * What is collected of Temporal's server: what its alerts and its dashboard look at, and nothing else, since samples are
 * billed and the server has four times as many. Names: `common/metrics/metric_defs.go` of go.temporal.io/server 1.31.
 */
export const TEMPORAL_COUNTERS = [
  "persistence_error_with_type",
  "persistence_errors",
  "persistence_requests",
  "service_error_with_type",
  "service_requests",
  "sharditem_created_count",
  "workflow_failed",
  "workflow_success",
  "workflow_terminate",
  "workflow_timeout",
] as const;

/** Histograms, in seconds. @see TEMPORAL_COUNTERS */
export const TEMPORAL_TIMERS = ["persistence_latency", "service_latency", "task_schedule_to_start_latency"] as const;

/** A counter of Temporal's. */
export type TemporalCounter = (typeof TEMPORAL_COUNTERS)[number];
/** A histogram of Temporal's. */
export type TemporalTimer = (typeof TEMPORAL_TIMERS)[number];

/** Matches the name of every series that is kept. */
export function keptSeries(): string {
  return `${TEMPORAL_COUNTERS.join("|")}|(${TEMPORAL_TIMERS.join("|")})_(bucket|sum|count)`;
}
