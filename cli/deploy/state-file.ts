import { copyFileSync, existsSync, readFileSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { isAdoptable } from "./adoptable";
import { DeployError } from "./deploy-error";
import { readStack } from "./stack-json";

/** Whether Terraform could read it. */
function isWhole(file: string): boolean {
  try {
    return typeof (JSON.parse(readFileSync(file, "utf8")) as { readonly version?: unknown }).version === "number";
  } catch {
    return false;
  }
}

/** Types that are made anew without loss when the state has forgotten them. */
const HARMLESS = ["terraform_data"];

/** The file of a local backend, and what is wrong with it; nothing when nothing is. */
function damagedFile(folder: string): { readonly file: string; readonly found: string } | undefined {
  const { local } = readStack(folder).terraform.backend ?? {};
  if (!local) return undefined;
  const file = join(folder, local.path);
  if (!existsSync(file) || isWhole(file)) return undefined;
  const empty = statSync(file).size === 0;
  // To lock a state that is not there yet, Terraform makes an empty file; it takes that for no state itself.
  if (empty && !existsSync(`${file}.backup`)) return undefined;
  const damage = empty ? "is empty" : "ends in the middle";
  return { file, found: `The state ${file} ${damage}, as a Terraform that was killed while writing leaves it` };
}

/** What is wrong with the state of a local backend, for whoever must not mend it; nothing when it is whole. */
export function damageOf(folder: string): string | undefined {
  const damaged = damagedFile(folder);
  return damaged && `${damaged.found}; the next deploy, or \`fmctl repair\`, puts back what was there before.`;
}

/**
 * Mends the state of a local backend that a killed Terraform left half written: Terraform empties the file before it
 * writes it. Its `.backup` is the state from before that run; what the run made since then is found in the cluster and
 * adopted. Other backends write a state in one piece.
 * https://developer.hashicorp.com/terraform/cli/state/recover
 *
 * @returns What was done, to be told; nothing when the state is whole.
 * @throws DeployError when there is no backup and the stack has resources that could not be adopted
 */
export function mendState(folder: string): string | undefined {
  const broken = damagedFile(folder);
  if (!broken) return undefined;
  const { file, found } = broken;
  const { resource = {} } = readStack(folder);
  const backup = `${file}.backup`;
  const usable = existsSync(backup) && isWhole(backup);
  const lost = Object.keys(resource).filter((type) => !isAdoptable(type) && !HARMLESS.includes(type));
  if (!usable && lost.length > 0) {
    throw new DeployError(
      "state",
      `${found}, and ${backup} is no whole state either; without one Terraform would make another ${lost.join(", ")}. ` +
        `Put back a copy of the state, or delete the file if nothing has been deployed yet.`,
    );
  }
  const damaged = `${file}.damaged`;
  renameSync(file, damaged);
  if (!usable) return `${found}; it was moved to ${damaged}, and what exists already is adopted.`;
  copyFileSync(backup, file);
  return `${found}; the one from before that run was put back, and what the run made is adopted. The rest: ${damaged}`;
}
