import { z } from "zod";
import type { GoogleApi } from "../../google/api";
import type { KnownResource } from "./state";

const FRESH_HOURS = 24;
const HOUR_MS = 3_600_000;
const SHOWN = 50;

const runsSchema = z.object({
  items: z.array(z.object({ status: z.string().optional(), endTime: z.string().optional() })).optional(),
});

/** What is wrong with the backups of each PostgreSQL: whether the newest that succeeded is younger than a day. */
export async function staleBackups(
  google: GoogleApi,
  project: string,
  resources: readonly KnownResource[],
  now: Date,
): Promise<readonly string[]> {
  const instances = resources
    .filter(({ type }) => type === "google_sql_database_instance")
    .map(({ attributes }) => String(attributes.name));
  const lines = await Promise.all(instances.map((instance) => staleBackup(google, project, instance, now)));
  return lines.filter((line) => line !== undefined);
}

async function staleBackup(google: GoogleApi, project: string, instance: string, now: Date) {
  const path = `v1/projects/${project}/instances/${instance}/backupRuns`;
  const found = await google.find({ service: "sqladmin", path, query: { maxResults: SHOWN } }, runsSchema);
  // It is gone already.
  if (!found) return undefined;
  const ends = (found.items ?? [])
    .filter(({ status, endTime }) => status === "SUCCESSFUL" && endTime !== undefined)
    .map(({ endTime }) => Date.parse(endTime!));
  const newest = ends.length > 0 ? Math.max(...ends) : undefined;
  if (newest !== undefined && now.getTime() - newest < FRESH_HOURS * HOUR_MS) return undefined;
  const age =
    newest === undefined
      ? "has no backup that succeeded"
      : `was backed up last ${Math.floor((now.getTime() - newest) / HOUR_MS)} hours ago, which is more than ${FRESH_HOURS}`;
  return `  PostgreSQL ${instance} ${age}; \`gcloud sql backups create --instance ${instance} --project ${project}\` makes one`;
}
