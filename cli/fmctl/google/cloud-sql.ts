import { z } from "zod";
import { physicalName } from "../../../constructs/shared/names";
import type { GoogleApi } from "./api";

/** https://cloud.google.com/sql/docs/postgres/admin-api/rest/v1/instances */
const instancesSchema = z.object({
  items: z
    .array(
      z.object({
        name: z.string(),
        state: z.string(),
        databaseVersion: z.string(),
        settings: z.object({
          tier: z.string(),
          dataDiskSizeGb: z.string().optional(),
          availabilityType: z.string().optional(),
        }),
      }),
    )
    .optional(),
});

/** https://cloud.google.com/sql/docs/postgres/admin-api/rest/v1/backupRuns */
const backupsSchema = z.object({
  items: z.array(z.object({ status: z.string(), endTime: z.string().optional() })).optional(),
});

/** A Cloud SQL instance. */
export interface CloudSqlInstance {
  readonly name: string;
  /** Google's word: `RUNNABLE`. */
  readonly state: string;
  readonly version: string;
  readonly tier: string;
  readonly diskGb: number;
  readonly highAvailability: boolean;
}

/** The instance of a project, whose name ends with a suffix that only the state knows; nothing when there is none. */
export async function cloudSqlInstance(google: GoogleApi, project: string): Promise<CloudSqlInstance | undefined> {
  const path = `v1/projects/${project}/instances`;
  const { items = [] } = await google.request({ service: "sqladmin", path }, instancesSchema);
  const found = items.find(({ name }) => name.startsWith(`${physicalName("sqlInstance", "db")}-`));
  if (!found) return undefined;
  const { name, state, databaseVersion, settings } = found;
  return {
    name,
    state,
    version: databaseVersion,
    tier: settings.tier,
    diskGb: Number(settings.dataDiskSizeGb ?? 0),
    highAvailability: settings.availabilityType === "REGIONAL",
  };
}

/** When the last backup that succeeded was done; nothing when there is none. */
export async function lastBackup(google: GoogleApi, project: string, instance: string): Promise<Date | undefined> {
  const path = `v1/projects/${project}/instances/${instance}/backupRuns`;
  const query = { maxResults: 20 };
  const { items = [] } = await google.request({ service: "sqladmin", path, query }, backupsSchema);
  const ends = items.flatMap(({ status, endTime }) =>
    status === "SUCCESSFUL" && endTime ? [Date.parse(endTime)] : [],
  );
  return ends.length > 0 ? new Date(Math.max(...ends)) : undefined;
}
