import type { V1Job } from "@kubernetes/client-node";
import { NAMESPACE } from "../../../../stacks/fixed-names";
import { ago } from "../../ago";
import type { Cluster } from "../../cluster/cluster";
import { newest, releaseHistory } from "../../cluster/releases";
import type { Examine } from "./section";

/** How the last migration went. */
interface Migration {
  readonly result: "succeeded" | "failed" | "running";
  readonly at?: Date | undefined;
  readonly job?: string | undefined;
  readonly image?: string | undefined;
}

function fromJob({ metadata, status, spec }: V1Job): Migration {
  const ended = status?.conditions?.find(
    ({ type, status: is }) => (type === "Complete" || type === "Failed") && is === "True",
  );
  const at = ended?.lastTransitionTime ?? status?.startTime;
  return {
    result: ended ? (ended.type === "Complete" ? "succeeded" : "failed") : "running",
    at: at && new Date(at),
    job: metadata?.name,
    image: spec?.template.spec?.containers[0]?.image,
  };
}

/** The newest job; after a week, when that is gone, what Helm remembers of it. */
async function lastMigration(cluster: Cluster): Promise<Migration | undefined> {
  const labelSelector = "app.kubernetes.io/instance=migrations";
  const { items } = await cluster.ask("list jobs", () =>
    cluster.batch.listNamespacedJob({ namespace: NAMESPACE, labelSelector }),
  );
  const created = ({ metadata }: V1Job) => metadata?.creationTimestamp?.valueOf() ?? 0;
  const [job] = [...items].sort((a, b) => created(b) - created(a));
  if (job) return fromJob(job);
  const run = newest(await releaseHistory(cluster, "migrations")).get("migrations")?.hooks[0]?.last_run;
  if (!run?.completed_at) return undefined;
  return { result: run.phase === "Succeeded" ? "succeeded" : "failed", at: new Date(run.completed_at) };
}

/** The last migration of the database. */
export const examineMigrations: Examine = async ({ environment, cluster, now }) => {
  const states: Record<string, string> = {};
  const last = await lastMigration(await cluster());
  if (!last) return { rows: [["none has run yet"]], facts: null, problems: [], states };
  const { result, at, job, image } = last;
  const failed = {
    what: "the last migration failed",
    next: `fmctl logs migrations -e ${environment.name}, then fmctl db migrate -e ${environment.name}`,
  };
  return {
    rows: [[result, ago(at, now), job ?? "its job is gone", image ?? ""]],
    facts: last,
    problems: result === "failed" ? [failed] : [],
    states: { migrations: `${result}${job ? ` (${job})` : ""}` },
  };
};
