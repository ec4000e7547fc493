import { Construct } from "constructs";
import { Dashboard } from "./dashboard";
import type { TemporalQueries } from "./temporal-queries";

/** Properties of {@link TemporalDashboard}. */
export interface TemporalDashboardProps {
  /** What it shows. */
  readonly queries: TemporalQueries;
  /** From where on a figure is red, as the alerts have it. */
  readonly redAbove: {
    readonly scheduleToStartSeconds: number;
    readonly persistenceErrorPercent: number;
    readonly shardsPerMinute: number;
  };
}

const ENDS = ["workflow_success", "workflow_failed", "workflow_timeout", "workflow_terminate"] as const;

/** Temporal: whether tasks wait, workflows fail, the database answers, and shards stay where they are. */
export class TemporalDashboard extends Construct {
  readonly dashboardId: string;

  constructor(scope: Construct, id: string, { queries, redAbove }: TemporalDashboardProps) {
    super(scope, id);
    this.dashboardId = new Dashboard(this, "Default", {
      title: "FlowMaestro: Temporal",
      figures: [
        {
          title: "95 of 100 tasks wait less than, s",
          query: queries.scheduleToStart,
          redAbove: redAbove.scheduleToStartSeconds,
        },
        {
          title: "Requests to the database that fail, %",
          query: `(${queries.persistenceErrors}) * 100`,
          redAbove: redAbove.persistenceErrorPercent,
        },
        { title: "Shards taken over a minute", query: queries.shardMovement, redAbove: redAbove.shardsPerMinute },
      ],
      charts: [
        {
          title: "Workflows that end, a second",
          queries: ENDS.map((metric) => queries.rate(metric)),
        },
        { title: "Requests a second, by service", queries: [queries.rate("service_requests", "service_name")] },
        { title: "Errors a second, by service", queries: [queries.rate("service_error_with_type", "service_name")] },
        { title: "95 of 100 requests within, s", queries: [queries.latency95("service_latency")] },
        { title: "95 of 100 requests to the database within, s", queries: [queries.latency95("persistence_latency")] },
        {
          title: "Errors of the database a second, by kind",
          queries: [queries.rate("persistence_error_with_type", "error_type")],
        },
      ],
    }).dashboardId;
  }
}
