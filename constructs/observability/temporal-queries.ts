import type { TemporalCounter, TemporalTimer } from "../workloads/temporal-metrics";
import { collectedSeries, quantile } from "./prometheus";
import type { PodScope } from "./pod-queries";

/** Which Temporal. */
export interface TemporalScope extends PodScope {
  /** Name of its PodMonitoring, which its series carry as `job`. */
  readonly job: string;
}

/**
 * What PromQL says about Temporal's server. Names: `common/metrics/metric_defs.go` of go.temporal.io/server. The label
 * `namespace` is Kubernetes'; Temporal's own arrives as `exported_namespace`.
 */
export interface TemporalQueries {
  /** What 95 of 100 tasks wait less than until a worker takes them, in seconds. */
  readonly scheduleToStart: string;
  /** Workflows that failed. `window` such as `15m`. */
  readonly failedWorkflows: (window: string) => string;
  /** Share of requests to the database that fail, from 0 to 1. */
  readonly persistenceErrors: string;
  /** Shards that were taken over, a minute. */
  readonly shardMovement: string;
  /** Further series for a dashboard: sums of rates a second, or one for each value of a label. */
  readonly rate: (metric: TemporalCounter, by?: string) => string;
  /** What 95 of 100 stay below, in seconds. */
  readonly latency95: (metric: TemporalTimer) => string;
}

/** What to ask about the one Temporal of a cluster. */
export function temporalQueries({ clusterName, namespace, job }: TemporalScope): TemporalQueries {
  const series = (name: string) => collectedSeries(name, { cluster: clusterName, namespace, job });
  const sum = (name: TemporalCounter) => `sum(rate(${series(name)}[5m]))`;
  const latency95 = (metric: TemporalTimer) => quantile(0.95, series(`${metric}_bucket`), "5m");
  return {
    scheduleToStart: latency95("task_schedule_to_start_latency"),
    failedWorkflows: (window) => `sum(increase(${series("workflow_failed")}[${window}]))`,
    persistenceErrors: `${sum("persistence_errors")} / ${sum("persistence_requests")}`,
    shardMovement: `${sum("sharditem_created_count")} * 60`,
    rate: (metric, by) => `sum${by ? ` by (${by}) ` : ""}(rate(${series(metric)}[5m]))`,
    latency95,
  };
}
