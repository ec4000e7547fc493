// Makes dist/, a directory for each image: `backend` and `migrations` become /app, the sites what nginx serves. The
// Dockerfile and lab-images copy the same.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleWorkflows } from "./bundle-workflows.mjs";
import { buildSite } from "./build-site.mjs";
import { pruneNative } from "./prune-native.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const dist = join(root, "dist");
/** What npm needs to install one workspace. */
const MANIFESTS = ["package.json", "package-lock.json", "backend/package.json", "migrations-tool/package.json"];
/** Written by npm at the end of an installation. */
const INSTALLED = "node_modules/.package-lock.json";

function run(command, args, cwd = root) {
  const { status, error } = spawnSync(command, args, { cwd, stdio: "inherit" });
  if (status !== 0) throw error ?? new Error(`${command} ${args.join(" ")} failed`);
}

/** Installs a workspace's packages, and no others, into its image; leaves an installation of the same lockfile alone. */
function install(workspace, image) {
  const directory = join(dist, image);
  const same = (file) =>
    existsSync(join(directory, file)) && readFileSync(join(directory, file)).equals(readFileSync(join(root, file)));
  if (MANIFESTS.every(same) && existsSync(join(directory, INSTALLED))) return directory;
  rmSync(directory, { recursive: true, force: true });
  for (const file of MANIFESTS) cpSync(join(root, file), join(directory, file));
  run("npm", ["ci", "--workspace", workspace, "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"], directory);
  return directory;
}

const backend = install("backend", "backend");
const compiled = join(backend, "backend", "dist");
rmSync(compiled, { recursive: true, force: true });
run(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "--project", "tsconfig.build.json"]);
await bundleWorkflows(
  join(root, "backend/src/temporal/workflows.ts"),
  join(compiled, "backend/src/temporal/workflow-bundle.js"),
);
pruneNative(backend);

const migrations = install("migrations-tool", "migrations");
const copied = join(migrations, "backend/migrations");
rmSync(copied, { recursive: true, force: true });
cpSync(join(root, "backend/migrations"), copied, { recursive: true });

for (const site of ["frontend", "marketing"]) {
  mkdirSync(join(dist, site), { recursive: true });
  buildSite(join(root, "sites", site, "index.html"), join(dist, site, "index.html"), process.env);
}
