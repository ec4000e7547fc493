import { Construct } from "constructs";
import { Alert, type Alerting } from "./alert";
import { logCondition, prometheusCondition } from "./conditions";
import type { DatabaseQueries } from "./database-queries";
import type { Level, ShareLevel } from "./levels";

/** Properties of {@link DatabaseAlerts}. */
export interface DatabaseAlertsProps {
  /** PROJECT:INSTANCE */
  readonly databaseId: string;
  /** What they look at. */
  readonly queries: DatabaseQueries;
  /** CPU in use. */
  readonly cpu: ShareLevel;
  /** Memory in use. */
  readonly memory: ShareLevel;
  /** Disk in use, of the size at which it stops growing. */
  readonly disk: ShareLevel;
  /** Connections in use, of max_connections. */
  readonly connections: ShareLevel;
  /** An automated backup that failed. */
  readonly backup: Level;
}

/** What PostgreSQL runs short of. */
export class DatabaseAlerts extends Construct {
  constructor(scope: Construct, id: string, alerting: Alerting, props: DatabaseAlertsProps) {
    super(scope, id);
    const { databaseId, queries } = props;
    const look = [`npx fmctl status ${alerting.environment}`, "npx fmctl db status", "npx fmctl db shell"] as const;
    const share = (key: keyof DatabaseQueries, what: string, means: string) => {
      const { severity, percent, minutes } = props[key];
      new Alert(this, key, alerting, {
        title: `PostgreSQL: ${key === "cpu" ? "CPU" : key}`,
        severity,
        conditions: [
          prometheusCondition({
            says: `more than ${percent} % of ${what}`,
            threshold: `${percent} %`,
            minutes,
            query: `${queries[key]} > ${percent / 100}`,
          }),
        ],
        means,
        look,
      });
    };
    share(
      "cpu",
      "PostgreSQL's CPU is in use",
      "Queries get slower and then time out. Look for one query that takes it all (query insights in the console) before the tier is raised, which restarts the database.",
    );
    share(
      "memory",
      "PostgreSQL's memory is in use",
      "Close to its end the kernel kills the server, which costs a restart. Mostly too many connections, or sorts that are too large.",
    );
    share(
      "disk",
      "the size at which PostgreSQL's disk stops growing is in use",
      "A full disk stops every write. Raise database.diskSizeLimitGb and deploy the data stack: no downtime. A disk never shrinks.",
    );
    share(
      "connections",
      "PostgreSQL's connections are in use",
      "New pods will not get a connection, and neither will you, but for a few that are reserved. Look for who holds them; a leak shows as many idle ones of one pod.",
    );
    new Alert(this, "backup", alerting, {
      title: "PostgreSQL: backup failed",
      severity: props.backup.severity,
      conditions: [
        logCondition({
          says: "an automated backup of PostgreSQL failed",
          filter: [
            'resource.type="cloudsql_database"',
            `resource.labels.database_id="${databaseId}"`,
            'log_id("cloudaudit.googleapis.com/system_event")',
            'protoPayload.methodName="cloudsql.instances.automatedBackup"',
            'protoPayload.metadata.windowStatus=("STATUS_FAILED" OR "STATUS_ATTEMPT_FAILED")',
          ],
          labels: { status: "EXTRACT(protoPayload.metadata.windowStatus)" },
        }),
      ],
      means:
        "Recovery to a point in time still works from the last good backup on, but what it takes grows. Google tries again within the window; after STATUS_FAILED make one by hand.",
      look: [`npx fmctl status ${alerting.environment}`, "gcloud sql backups list --instance INSTANCE"],
    });
  }
}
