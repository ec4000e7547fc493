import { createHash, type Hash } from "node:crypto";
import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { missing } from "../shared/install-hints";
import { isInstalled, mustRun } from "../shared/tool";
import { ask, type Workbench } from "../shared/workbench";

/** What is made from the sources, or does not go into an image. */
const LEFT_OUT = new Set([".git", "__tests__", "coverage", "dist", "node_modules"]);
const LENGTH = 12;

function addFile(hash: Hash, folder: string, path: string): void {
  const file = join(folder, path);
  const entry = lstatSync(file);
  const content = entry.isSymbolicLink() ? readlinkSync(file) : entry.isFile() ? readFileSync(file) : "";
  hash.update(`${path}\0${content.length}\0`).update(content);
}

function addFolder(hash: Hash, folder: string, path: string): void {
  const entries = readdirSync(join(folder, path), { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const name = `${path}/${entry.name}`;
    if (LEFT_OUT.has(entry.name)) continue;
    if (entry.isDirectory()) addFolder(hash, folder, name);
    else addFile(hash, folder, name);
  }
}

function shortHash(add: (hash: Hash) => void): string {
  const hash = createHash("sha256");
  add(hash);
  return hash.digest("hex").slice(0, LENGTH);
}

/** A tag that changes with any file of a folder, and with what else decides on the images. */
export function folderTag(folder: string, inputs: object): string {
  return `src-${shortHash((hash) => {
    hash.update(JSON.stringify(inputs));
    addFolder(hash, folder, "");
  })}`;
}

/**
 * A tag that starts with the revision of a checkout, and changes with whatever has not been committed and with what
 * else decides on the images. What git ignores does not count. Without git's folder it is that of {@link folderTag}.
 */
export async function checkoutTag(bench: Workbench, folder: string, inputs: object): Promise<string> {
  if (!existsSync(join(folder, ".git"))) return folderTag(folder, inputs);
  if (!isInstalled("git", bench.env)) throw missing("git", `tell the revision of ${folder}`);
  const git = (...args: readonly string[]) => mustRun("git", ["-C", folder, ...args], bench);
  const { ok, stdout } = await ask(bench, "git", ["-C", folder, "rev-parse", "--verify", "HEAD"]);
  const revision = ok ? stdout.slice(0, LENGTH) : "unborn";
  const diff = ok ? await git("diff", "--binary", "--no-ext-diff", "HEAD") : "";
  const untracked = (await git("ls-files", "-z", "--others", "--exclude-standard")).split("\0").filter(Boolean);
  const rest = shortHash((hash) => {
    hash.update(JSON.stringify(inputs)).update(diff);
    for (const path of untracked) addFile(hash, folder, path);
  });
  return `${revision}-${rest}`;
}
