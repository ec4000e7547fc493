import type { V1Container, V1Job } from "@kubernetes/client-node";
import { parse } from "yaml";
import { CommandError } from "../../../shared/command-error";
import type { Cluster } from "../../cluster/cluster";
import { releaseHistory, serving } from "../../cluster/releases";

/** The migration as the release that is deployed runs it. */
export interface MigrationJob {
  /** Tag of its image. */
  readonly tag: string;
  readonly job: V1Job;
  /** The container with psql, whose variables are PGHOST and the like. */
  readonly psql: V1Container;
  /** The container that migrates. */
  readonly migrate: V1Container;
}

/**
 * Helm's own record has the job: it is there when the job itself is gone, and is what is deployed, whatever the
 * environment file says by now.
 */
export async function migrationJob(cluster: Cluster, environment: string): Promise<MigrationJob> {
  const release = serving(await releaseHistory(cluster, "migrations")).get("migrations");
  const hook = release?.hooks.find(({ kind }) => kind === "Job");
  if (!release || !hook) {
    throw new CommandError(`The migrations are not deployed; \`fmctl deploy ${environment}\` does that.`);
  }
  const job = parse(hook.manifest) as V1Job;
  const { containers = [], initContainers = [] } = job.spec?.template.spec ?? {};
  const [psql, migrate] = [initContainers[0], containers[0]];
  if (!psql || !migrate)
    throw new CommandError("The job of release migrations is not one that this version of fmctl knows.");
  return { tag: release.tag ?? "?", job, psql, migrate };
}

/** The value behind an option of a command, `--schema x` or `--schema=x`. */
export function optionOf(command: readonly string[], ...names: readonly string[]): string | undefined {
  for (const [index, word] of command.entries()) {
    const [name, value] = word.split(/=(.*)/s, 2);
    if (names.includes(name!)) return value ?? command[index + 1];
  }
  return undefined;
}
