import { plannedChanges, type ShownPlan } from "../../cli/deploy/plan";
import { loadAnyEnvironment } from "../../config/load";
import type { Summary } from "../../cost/render/summary";
import type { StackPlan } from "../../report/page/input";
import { report, type ReportExtras } from "../../report/report";

/** A secret that stands in the plan and must stand nowhere else. */
export const SECRET = "correct horse battery staple";

function change(address: string, actions: readonly string[], before: object | null, after: object | null) {
  const [type, name] = address.split(".") as [string, string];
  const provider_name = "registry.terraform.io/hashicorp/google";
  const values = { actions, before, after, after_unknown: {} };
  return { address, mode: "managed", type, name, provider_name, change: values };
}

/** What `terraform show -json` says of a plan that replaces the database, deletes a bucket and changes a password. */
export const SHOWN_PLAN = {
  format_version: "1.2",
  planned_values: {},
  resource_changes: [
    change("google_sql_database.database_new", ["create"], null, { name: "new" }),
    change("google_sql_user.database_user_temporal", ["update"], { password: "old" }, { password: SECRET }),
    change("google_storage_bucket.bucket_uploads", ["delete"], { name: "uploads" }, null),
    change("google_sql_database_instance.postgres", ["delete", "create"], { region: "a" }, { region: "b" }),
    change("google_redis_instance.redis", ["no-op"], {}, {}),
    change("random_id.postgres_suffix", ["update"], { byte_length: 4 }, { byte_length: 8 }),
  ],
} as unknown as ShownPlan;

/** The same for a page. */
export const PLANS: readonly StackPlan[] = [
  { stack: "data", changes: plannedChanges(SHOWN_PLAN) },
  { stack: "network", changes: [] },
];

/** An estimate of three items. */
export const COST: Summary = {
  items: [
    { group: "Cloud SQL", name: "Instance", lowUsd: 210, highUsd: 210, basis: "2 vCPU, 7.5 GB, regional" },
    { group: "Cloud SQL", name: "Disk", lowUsd: 34, highUsd: 170, basis: "100 to 500 GB" },
    { group: "Network", name: "NAT", lowUsd: 2.5, highUsd: 60, basis: "0.045 a GB" },
  ],
  lowUsd: 246.5,
  highUsd: 440,
};

/** The page on an environment of this project. */
export async function pageOf(name: string, extras: ReportExtras = {}): Promise<string> {
  return (await report(loadAnyEnvironment(name), () => extras)).html;
}
