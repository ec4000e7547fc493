import { Construct } from "constructs";
import { errorShare, latency95, requestRate } from "./api-queries";
import { Dashboard } from "./dashboard";
import type { DatabaseQueries } from "./database-queries";
import type { PodQueries } from "./pod-queries";
import type { RedisQueries } from "./redis-queries";

/** Properties of {@link HealthDashboard}. */
export interface HealthDashboardProps {
  /** Pattern of the API's backend. @default - the API has no host */
  readonly api?: { readonly backend: string; readonly errorPercent: number; readonly seconds: number } | undefined;
  /** PostgreSQL, and from which percent on it is red. */
  readonly database: {
    readonly queries: DatabaseQueries;
    readonly redAbove: Readonly<Record<keyof DatabaseQueries, number>>;
  };
  /** Redis, and from which percent on it is red. */
  readonly redis: { readonly queries: RedisQueries; readonly memoryPercent: number };
  /** The application's pods. */
  readonly pods: PodQueries;
  /** Errors a minute, by container. */
  readonly errors: string;
  /** Packets the NAT drops, a minute. */
  readonly natDrops: string;
  /** Every alert policy. */
  readonly policyNames: readonly string[];
}

const percent = (query: string) => `(${query}) * 100`;

/** Is it healthy? Open incidents first, then a number for each thing that runs short, red where an alert would be told. */
export class HealthDashboard extends Construct {
  readonly dashboardId: string;

  constructor(scope: Construct, id: string, props: HealthDashboardProps) {
    super(scope, id);
    const { api, database, redis, pods, errors, natDrops } = props;
    const share = (key: keyof DatabaseQueries, name: string) => ({
      title: `PostgreSQL: ${name}, %`,
      query: percent(database.queries[key]),
      redAbove: database.redAbove[key],
    });
    this.dashboardId = new Dashboard(this, "Default", {
      title: "FlowMaestro: is it healthy?",
      incidentsOf: props.policyNames,
      figures: [
        ...(api
          ? [
              {
                title: "API: requests that fail, %",
                query: percent(errorShare(api.backend)),
                redAbove: api.errorPercent,
              },
              { title: "API: 95 of 100 within, s", query: `${latency95(api.backend)} / 1000`, redAbove: api.seconds },
            ]
          : []),
        { title: "Pods that do not run", query: pods.notRunning, redAbove: 0 },
        share("cpu", "CPU"),
        share("memory", "memory"),
        share("disk", "disk, of its limit"),
        share("connections", "connections"),
        { title: "Redis: memory, %", query: percent(redis.queries.memory), redAbove: redis.memoryPercent },
        { title: "NAT: dropped packets a minute", query: natDrops, redAbove: 0 },
      ],
      charts: [
        ...(api ? [{ title: "API: requests a second", queries: [requestRate(api.backend)] }] : []),
        { title: "Errors a minute, by container", queries: [errors] },
        { title: "Restarts in 15 minutes, by container", queries: [pods.restarts("15m")] },
        { title: "Redis: keys dropped a minute", queries: [redis.queries.evictions] },
      ],
    }).dashboardId;
  }
}
