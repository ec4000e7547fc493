import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Environment } from "../../../config/schema/environment";
import { checkoutTag } from "../../images/source-tag";
import { CommandError } from "../../shared/command-error";
import { missing } from "../../shared/install-hints";
import { isInstalled } from "../../shared/tool";
import { ask, type Workbench } from "../../shared/workbench";

/** As long as the tags of images for a cluster of one's own have it. */
const LENGTH = 12;
const SHOWN_FILES = 5;

/** The folder that somebody names; npm runs in the project's folder and says where it was called. */
export function checkoutFolder(env: NodeJS.ProcessEnv, source: string): string {
  const folder = resolve(env.INIT_CWD ?? ".", source);
  if (existsSync(folder)) return folder;
  throw new CommandError(`--source: got ${source}, which does not exist, expected a checkout of FlowMaestro.`, 2);
}

/**
 * The tag of a checkout: its revision, if nothing has been changed since. For an environment that is protected nothing
 * may have been: what runs there has to be what somebody can review and build again.
 *
 * @param inputs what else decides on the images
 */
export async function releaseTag(
  bench: Workbench,
  environment: Environment,
  folder: string,
  inputs: object,
): Promise<string> {
  if (!existsSync(join(folder, ".git"))) {
    throw new CommandError(
      `${folder} is no git checkout, so its images would have no revision to be named by; clone FlowMaestro, or give the ` +
        "folder that has .git in it.",
    );
  }
  if (!isInstalled("git", bench.env)) throw missing("git", `tell the revision of ${folder}`);
  const head = await ask(bench, "git", ["-C", folder, "rev-parse", "--verify", "HEAD"]);
  if (!head.ok)
    throw new CommandError(`${folder} has no commit yet, and so no revision to name images by; commit first.`);
  const { stdout } = await ask(bench, "git", ["-C", folder, "status", "--porcelain"]);
  const changed = stdout.split("\n").filter(Boolean);
  if (changed.length === 0) return head.stdout.slice(0, LENGTH);
  if (!environment.deletionProtection.enabled) return checkoutTag(bench, folder, inputs);
  const files = changed.slice(0, SHOWN_FILES).map((line) => line.slice(3));
  const more = changed.length > SHOWN_FILES ? ` and ${changed.length - SHOWN_FILES} more` : "";
  throw new CommandError(
    `${folder} has changes that are not committed (${files.join(", ")}${more}), and ${environment.name} is protected: ` +
      "nobody could review or build again what would run there. Commit or stash them; an environment whose " +
      "deletionProtection is off takes them.",
  );
}
