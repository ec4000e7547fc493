import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { UsageError } from "./usage-error";

const MAX_FILE_BYTES = 16 * 1024 * 1024;

function git(folder: string, args: readonly string[]): string {
  return execFileSync("git", ["-C", folder, ...args], {
    encoding: "utf8",
    maxBuffer: MAX_FILE_BYTES,
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Why git could not, in its own last line. */
function reason(error: unknown): string {
  const { code, stderr } = error as { code?: string; stderr?: string };
  if (code === "ENOENT") return "git is not installed";
  return (
    (stderr ?? "")
      .trim()
      .split("\n")
      .at(-1)!
      .replace(/^(?:fatal|error): /, "") || "git says no more"
  );
}

function commitOf(folder: string, revision: string): string {
  // What begins with a hyphen would be an option.
  if (revision.startsWith("-")) throw new UsageError(`Got revision "${revision}", expected one such as main.`);
  try {
    return git(folder, ["rev-parse", "--verify", "--quiet", `${revision}^{commit}`]).trim();
  } catch (error) {
    const why = reason(error).replace("git says no more", "git knows no such commit");
    throw new UsageError(`Got revision "${revision}", expected a branch, tag or commit of this repository: ${why}.`);
  }
}

/**
 * Calls `use` with a folder that holds the environment files as they were at a revision. Nothing is checked out.
 *
 * @param folder where the files are now, in a git repository
 * @throws UsageError when there is no such revision, or the files were not there
 */
export function atRevision<Result>(revision: string, folder: string, use: (folder: string) => Result): Result {
  const commit = commitOf(folder, revision);
  const names = git(folder, ["ls-tree", "--name-only", "-z", commit]).split("\0");
  const files = names.filter((name) => name.endsWith(".yaml"));
  if (files.length === 0) {
    throw new UsageError(`Revision ${revision} has no environment files in ${basename(folder)}/.`);
  }
  const root = mkdtempSync(join(tmpdir(), "flowmaestro-cost-"));
  try {
    // Messages name a file by its folder.
    const copy = join(root, basename(folder));
    mkdirSync(copy);
    for (const file of files) writeFileSync(join(copy, file), git(folder, ["show", `${commit}:./${file}`]));
    return use(copy);
  } finally {
    rmSync(root, { recursive: true });
  }
}
