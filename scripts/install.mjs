// Installs from the lockfile when node_modules is not what the lockfile says, so that `npm start` and `npm test` work on
// a fresh clone. Plain JavaScript with Node's own modules: nothing is installed yet when it runs.
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const lockfile = join(root, "package-lock.json");
const installed = join(root, "node_modules", ".installed-lockfile.json");

const current = existsSync(installed) && readFileSync(installed).equals(readFileSync(lockfile));
if (!current) {
  console.log("Installing the packages of package-lock.json …");
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const { status } = spawnSync(npm, ["ci", "--no-audit", "--no-fund"], { cwd: root, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
  copyFileSync(lockfile, installed);
}
