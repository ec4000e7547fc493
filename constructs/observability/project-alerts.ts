import { Construct } from "constructs";
import { Alert, type Alerting } from "./alert";
import { filterCondition, prometheusCondition } from "./conditions";
import type { Level, RateLevel } from "./levels";
import { googleSeries } from "./prometheus";

/** Properties of {@link ProjectAlerts}. */
export interface ProjectAlertsProps {
  /** Name of the NAT gateway. */
  readonly natName: string;
  /** Packets that the NAT drops. */
  readonly natDrops: RateLevel;
  /** Any quota of the project. */
  readonly quotaExceeded: Level;
}

/** Packets that the NAT drops, a minute. */
export function natDropsQuery(natName: string): string {
  const dropped = googleSeries("router.googleapis.com/nat/dropped_sent_packets_count", "nat_gateway", {
    gateway_name: natName,
    reason: "OUT_OF_RESOURCES",
  });
  return `sum(rate(${dropped}[5m])) * 60`;
}

/** What the whole project runs short of. */
export class ProjectAlerts extends Construct {
  constructor(
    scope: Construct,
    id: string,
    alerting: Alerting,
    { natName, natDrops, quotaExceeded }: ProjectAlertsProps,
  ) {
    super(scope, id);
    const status = `npx fmctl status ${alerting.environment}`;
    new Alert(this, "nat_drops", alerting, {
      title: "NAT drops connections",
      anchor: "nat-drops",
      severity: natDrops.severity,
      conditions: [
        prometheusCondition({
          says: `the NAT drops more than ${natDrops.perMinute} outgoing packets a minute for want of ports`,
          threshold: `${natDrops.perMinute} a minute`,
          minutes: natDrops.minutes,
          query: `${natDropsQuery(natName)} > ${natDrops.perMinute}`,
        }),
      ],
      means:
        "Calls to the internet fail or hang: models, integrations, mail. A node opened more connections to one address than it has ports. Raise network.nat.maxPortsPerVm, or with reserved addresses network.nat.staticAddresses.",
      look: [status, "npx fmctl logs temporal-worker --tail 200"],
    });
    new Alert(this, "quota_exceeded", alerting, {
      title: "A quota was exceeded",
      anchor: "quota-exceeded",
      severity: quotaExceeded.severity,
      conditions: [
        filterCondition({
          says: "Google refused something since a quota was exceeded",
          filter: 'metric.type="serviceruntime.googleapis.com/quota/exceeded" AND resource.type="consumer_quota"',
          comparison: "COMPARISON_GT",
          value: 0,
          aggregation: {
            periodSeconds: 300,
            aligner: "ALIGN_COUNT_TRUE",
            reducer: "REDUCE_SUM",
            by: ["metric.label.quota_metric", "metric.label.limit_name"],
          },
        }),
      ],
      means:
        "The label quota_metric says which. compute.googleapis.com: no new nodes, so pods stay pending. Others: requests to an API were refused. An increase takes from minutes to days.",
      look: [status, `npx fmctl doctor ${alerting.environment}`],
    });
  }
}
