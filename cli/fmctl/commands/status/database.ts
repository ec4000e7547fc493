import type { Environment } from "../../../../config/schema/environment";
import { cloudSqlInstance, lastBackup } from "../../google/cloud-sql";
import { execute } from "../../cluster/exec";
import { readyPod } from "../../cluster/pods";
import { ago } from "../../ago";
import { isLocal } from "../../context";
import type { Examine, Look, Problem } from "./section";

/** A backup a day, and half a day of patience. */
const FRESH_HOURS = 36;
const HOUR_MS = 3_600_000;

async function cloudDatabase({ context, now }: Look, environment: Environment) {
  const google = await context.google();
  const { name, project } = environment;
  const instance = await cloudSqlInstance(google, project);
  if (!instance) {
    const problem = { what: `project ${project} has no Cloud SQL instance`, next: `fmctl deploy ${name} --only data` };
    return { rows: [], facts: null, problems: [problem], states: { database: "none" } };
  }
  const backup = await lastBackup(google, project, instance.name);
  const { state, version, tier, diskGb, highAvailability } = instance;
  const problems: Problem[] = [];
  if (state !== "RUNNABLE") {
    const next = `https://console.cloud.google.com/sql/instances/${instance.name}/overview?project=${project}`;
    problems.push({ what: `the database ${instance.name} is ${state}`, next });
  }
  const fresh = backup && now.valueOf() - backup.valueOf() < FRESH_HOURS * HOUR_MS;
  if (!fresh) {
    const what = backup
      ? `the last backup of the database is from ${ago(backup, now)}`
      : "the database has no backup yet";
    problems.push({ what, next: `gcloud sql backups create --instance ${instance.name} --project ${project}` });
  }
  return {
    rows: [
      [instance.name, state, version, tier, `${diskGb} GB`, highAvailability ? "with a standby" : "no standby"],
      ["last backup", ago(backup, now)],
    ],
    facts: { ...instance, lastBackup: backup ?? null },
    problems,
    states: { database: state },
  };
}

const QUERY =
  "SELECT current_setting('server_version') || '|' || pg_size_pretty(sum(pg_database_size(datname))) || '|' || " +
  "(SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend') FROM pg_database";

async function localDatabase({ cluster }: Look) {
  const connected = await cluster();
  const pod = await readyPod(connected, "postgres", "app.kubernetes.io/instance=postgres");
  const command = ["psql", "--no-psqlrc", "-U", "postgres", "-tAc", QUERY];
  const [version = "?", size = "?", connections = "?"] = (
    await execute(connected, { pod, container: "postgres", command })
  )
    .trim()
    .split("|");
  return {
    rows: [[pod, "ready", `PostgreSQL ${version}`, size, `${connections} connections`, "no backups here"]],
    facts: { pod, version, size, connections: Number(connections) },
    problems: [],
    states: { database: "ready" },
  };
}

/** The database: Cloud SQL, or the pod that stands in for it. */
export const examineDatabase: Examine = (look) =>
  isLocal(look.environment) ? localDatabase(look) : cloudDatabase(look, look.environment);
