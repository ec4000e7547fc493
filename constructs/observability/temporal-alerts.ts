import { Construct } from "constructs";
import { Alert, type Alerting } from "./alert";
import { prometheusCondition } from "./conditions";
import type { LastingLevel, LatencyLevel, RateLevel, ShareLevel } from "./levels";
import type { TemporalQueries } from "./temporal-queries";

/** Properties of {@link TemporalAlerts}. */
export interface TemporalAlertsProps {
  /** What they look at. */
  readonly queries: TemporalQueries;
  /** How long tasks wait for a worker. */
  readonly scheduleToStart: LatencyLevel;
  /** More workflows that failed than this within the minutes. */
  readonly failedWorkflows: LastingLevel & { readonly workflows: number };
  /** Requests to the database that fail. */
  readonly persistenceErrors: ShareLevel;
  /** Shards that change their owner. */
  readonly shardMovement: RateLevel;
}

/** Temporal, as its own metrics tell it. */
export class TemporalAlerts extends Construct {
  constructor(scope: Construct, id: string, alerting: Alerting, props: TemporalAlertsProps) {
    super(scope, id);
    const { queries, scheduleToStart, failedWorkflows, persistenceErrors, shardMovement } = props;
    const status = `npx fmctl status ${alerting.environment}`;
    new Alert(this, "schedule_to_start", alerting, {
      title: "Temporal: tasks wait for a worker",
      severity: scheduleToStart.severity,
      conditions: [
        prometheusCondition({
          says: `5 of 100 tasks wait longer than ${scheduleToStart.seconds} s for a worker`,
          threshold: `${scheduleToStart.seconds} s`,
          minutes: scheduleToStart.minutes,
          query: `${queries.scheduleToStart} > ${scheduleToStart.seconds}`,
        }),
      ],
      means:
        "Workflows get slower, none is lost. There are too few workers, they are all busy, or none polls the queue: look at whether temporal-worker runs and at its CPU.",
      look: [status, "npx fmctl logs temporal-worker --tail 200", "npx fmctl open temporal-ui"],
    });
    new Alert(this, "failed_workflows", alerting, {
      title: "Temporal: workflows fail",
      severity: failedWorkflows.severity,
      conditions: [
        prometheusCondition({
          says: `more than ${failedWorkflows.workflows} workflows failed within ${failedWorkflows.minutes} minutes`,
          threshold: `${failedWorkflows.workflows} workflows within ${failedWorkflows.minutes} min`,
          query: `${queries.failedWorkflows(`${failedWorkflows.minutes}m`)} > ${failedWorkflows.workflows}`,
        }),
      ],
      means:
        "Users' workflows end with an error. One type or customer: theirs to mend; all of them: a release of the worker, or a provider that is away.",
      look: ["npx fmctl open temporal-ui", "npx fmctl logs temporal-worker --tail 200", status],
    });
    new Alert(this, "persistence_errors", alerting, {
      title: "Temporal: its database fails it",
      severity: persistenceErrors.severity,
      conditions: [
        prometheusCondition({
          says: `more than ${persistenceErrors.percent} % of Temporal's requests to its database fail`,
          threshold: `${persistenceErrors.percent} %`,
          minutes: persistenceErrors.minutes,
          query: `${queries.persistenceErrors} > ${persistenceErrors.percent / 100}`,
        }),
      ],
      means:
        "Nothing goes forward without its database: PostgreSQL is away, fails over, is out of connections, or refuses the password after a rotation.",
      look: [status, "npx fmctl db status", "npx fmctl logs temporal --tail 200"],
    });
    new Alert(this, "shard_movement", alerting, {
      title: "Temporal: shards keep moving",
      severity: shardMovement.severity,
      conditions: [
        prometheusCondition({
          says: `more than ${shardMovement.perMinute} history shards a minute change their owner`,
          threshold: `${shardMovement.perMinute} a minute`,
          minutes: shardMovement.minutes,
          query: `${queries.shardMovement} > ${shardMovement.perMinute}`,
        }),
      ],
      means:
        "A rollout moves each shard a few times, then it ends. When it goes on, history pods come and go, lose sight of each other, or cannot write to the database in time. Workflows stall for seconds at each move.",
      look: [status, "npx fmctl logs temporal --tail 200", "npx fmctl db status"],
    });
  }
}
