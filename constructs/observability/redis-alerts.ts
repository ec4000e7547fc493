import { Construct } from "constructs";
import { Alert, type Alerting } from "./alert";
import { prometheusCondition } from "./conditions";
import type { Level, RateLevel, ShareLevel } from "./levels";
import type { RedisQueries } from "./redis-queries";

/** Properties of {@link RedisAlerts}. */
export interface RedisAlertsProps {
  /** What they look at. */
  readonly queries: RedisQueries;
  /** Memory in use. */
  readonly memory: ShareLevel;
  /** Keys dropped for want of memory. */
  readonly evictions: RateLevel;
  /** The replica that took over. @default - there is none */
  readonly failover?: Level | undefined;
}

/** What Redis runs short of, and when its replica took over. */
export class RedisAlerts extends Construct {
  constructor(scope: Construct, id: string, alerting: Alerting, props: RedisAlertsProps) {
    super(scope, id);
    const { queries, memory, evictions, failover } = props;
    const look = [`npx fmctl status ${alerting.environment}`, "npx fmctl open dashboard"] as const;
    new Alert(this, "memory", alerting, {
      title: "Redis: memory",
      severity: memory.severity,
      conditions: [
        prometheusCondition({
          says: `more than ${memory.percent} % of Redis's memory is in use`,
          threshold: `${memory.percent} %`,
          minutes: memory.minutes,
          query: `${queries.memory} > ${memory.percent / 100}`,
        }),
      ],
      means:
        "At the end Redis drops keys by its eviction policy, or refuses writes with noeviction. Raise redis.memorySizeGb: no downtime with STANDARD_HA.",
      look,
    });
    new Alert(this, "evictions", alerting, {
      title: "Redis: evictions",
      severity: evictions.severity,
      conditions: [
        prometheusCondition({
          says: `Redis drops more than ${evictions.perMinute} keys a minute`,
          threshold: `${evictions.perMinute} a minute`,
          minutes: evictions.minutes,
          query: `${queries.evictions} > ${evictions.perMinute}`,
        }),
      ],
      means:
        "What the application put there is gone before it was due: sessions, limits, results. Memory is too small for what is kept.",
      look,
    });
    if (!failover) return;
    new Alert(this, "failover", alerting, {
      title: "Redis: failover",
      severity: failover.severity,
      conditions: [
        prometheusCondition({ says: "a node of Redis changed its role", query: `${queries.roleChanges} > 0` }),
      ],
      means:
        "The replica took over, after a failure or for maintenance. Connections broke for seconds, and the last writes may be lost. Nothing is to be done if the API answers.",
      look: [`npx fmctl status ${alerting.environment}`, "npx fmctl logs api-server --tail 200"],
    });
  }
}
