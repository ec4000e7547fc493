import { spawnSync, type SpawnSyncReturns } from "node:child_process";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { ScanError } from "./scan-error";

/** Both from their language's registry, at exactly these versions. */
export const VERSIONS = { checkov: "3.3.30", "kube-score": "1.20.0" };

const CACHE = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "flowmaestro-ci");
const MAX_OUTPUT_BYTES = 256 * 1024 * 1024;

/** Runs a program to its end. */
export function run(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): SpawnSyncReturns<string> {
  return spawnSync(program, args, { encoding: "utf8", maxBuffer: MAX_OUTPUT_BYTES, env: { ...process.env, ...env } });
}

function install(what: string, program: string, args: readonly string[], env: NodeJS.ProcessEnv, needs: string): void {
  const { status, error, stderr, stdout } = run(program, args, env);
  if (status === 0) return;
  const said = (error?.message ?? (stderr.trim() || stdout.trim())).split("\n").at(-1);
  throw new ScanError(`${what} cannot be installed: ${program} said «${said}»; ${needs}.`);
}

/** The program checkov, in a virtual environment of its own. */
export function checkov(): string {
  const folder = join(CACHE, `checkov-${VERSIONS.checkov}`);
  const program = join(folder, "bin", "checkov");
  if (existsSync(program)) return program;
  const needs = "install Python 3.9 or newer with venv (apt-get install python3-venv), and let it reach PyPI";
  console.error(`Installing checkov ${VERSIONS.checkov} …`);
  mkdirSync(CACHE, { recursive: true });
  try {
    install("checkov", "python3", ["-m", "venv", folder], {}, needs);
    const quietly = ["--quiet", "--disable-pip-version-check"];
    install("checkov", join(folder, "bin", "pip"), ["install", ...quietly, `checkov==${VERSIONS.checkov}`], {}, needs);
  } catch (error) {
    // Half of an environment would be taken for a whole one.
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  return program;
}

/** The program kube-score. */
export function kubeScore(): string {
  const folder = join(CACHE, `kube-score-${VERSIONS["kube-score"]}`);
  const program = join(folder, "kube-score");
  if (existsSync(program)) return program;
  const needs = "install Go 1.23 or newer (https://go.dev/dl), and let it reach the Go module proxy";
  console.error(`Installing kube-score ${VERSIONS["kube-score"]} …`);
  const source = `github.com/zegl/kube-score/cmd/kube-score@v${VERSIONS["kube-score"]}`;
  install("kube-score", "go", ["install", source], { GOBIN: folder, CGO_ENABLED: "0" }, needs);
  return program;
}
