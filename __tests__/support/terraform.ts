import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** Folder of a filesystem mirror of the providers, where there is no registry. */
const MIRROR = process.env.FLOWMAESTRO_PROVIDER_MIRROR;

/** What terraform said. */
export interface TerraformResult {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

function cliConfig(): string | undefined {
  if (!MIRROR) return process.env.TF_CLI_CONFIG_FILE;
  const file = join(mkdtempSync(join(tmpdir(), "terraformrc-")), "terraformrc");
  writeFileSync(file, `provider_installation {\n  filesystem_mirror { path = ${JSON.stringify(MIRROR)} }\n}\n`);
  return file;
}

const CLI_CONFIG = cliConfig();

/** The variables with which terraform runs in tests. Planning an empty state asks Google nothing: the token is made up. */
export function terraformVariables(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const { TF_CLI_CONFIG_FILE: _ignored, ...inherited } = process.env;
  return {
    ...inherited,
    ...(CLI_CONFIG && { TF_CLI_CONFIG_FILE: CLI_CONFIG }),
    GOOGLE_OAUTH_ACCESS_TOKEN: "made-up",
    TF_IN_AUTOMATION: "1",
    CHECKPOINT_DISABLE: "1",
    ...more,
  };
}

/** Runs terraform in a stack's folder. */
export function terraform(
  folder: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): TerraformResult {
  const { status, stdout, stderr, error } = spawnSync("terraform", args, {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
    env: terraformVariables(environment),
  });
  return { status: status ?? 1, stdout: stdout ?? "", stderr: error ? error.message : stderr };
}

/** Why the providers cannot be had here, or nothing when they can. */
export function missingProviders(stackFolder: string): string | undefined {
  const version = terraform(stackFolder, ["version", "-json"]);
  if (version.status !== 0) return "terraform is not installed: https://developer.hashicorp.com/terraform/install";
  const init = terraform(stackFolder, ["init", "-backend=false", "-input=false", "-no-color"]);
  if (init.status === 0) return undefined;
  return `terraform init found no providers; reach the registry or set FLOWMAESTRO_PROVIDER_MIRROR to a filesystem mirror. It said: ${init.stderr.trim().split("\n")[0]}`;
}

/** Writes a state file that holds nothing but outputs, as a stack's first apply would have left it. */
export function writeState(file: string, outputs: Readonly<Record<string, unknown>>): void {
  mkdirSync(dirname(file), { recursive: true });
  const state = {
    version: 4,
    terraform_version: "1.11.4",
    serial: 1,
    lineage: "00000000-0000-0000-0000-000000000000",
    outputs: Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, { value, type: typeof value }])),
    resources: [],
    check_results: null,
  };
  writeFileSync(file, JSON.stringify(state));
}
