import { spawn, type SpawnSyncReturns, spawnSync } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PROJECT_ROOT = join(__dirname, "..", "..");
const MINUTE = 60_000;

/** What a command said. */
export interface Result {
  readonly status: number;
  readonly output: string;
}

/** A local environment of this project, deployed to the cluster that KUBECONFIG names, in a folder of its own. */
export class Installation {
  readonly namespace = "flowmaestro";
  /** Holds the environments, what is synthesized, the states and a log of everything that was said. */
  readonly folder = mkdtempSync(join(tmpdir(), "flowmaestro-e2e-"));
  readonly environments = join(this.folder, "environments");
  readonly outdir = join(this.folder, "cdktf.out");
  readonly log = join(this.folder, "log.txt");

  constructor() {
    cpSync(join(PROJECT_ROOT, "environments"), this.environments, { recursive: true });
    writeFileSync(this.log, "");
  }

  /** Writes the environment: `local`, what FLOWMAESTRO_E2E_ENVIRONMENT adds for this cluster, and `more`. */
  configure(more = ""): void {
    const given = process.env.FLOWMAESTRO_E2E_ENVIRONMENT;
    const base = given ? readFileSync(given, "utf8") : "extends: { environment: local }\nkubernetes: {}\n";
    cpSync(join(PROJECT_ROOT, "environments"), this.environments, { recursive: true });
    writeFileSync(join(this.environments, "cluster.yaml"), base);
    writeFileSync(join(this.environments, "e2e.yaml"), more || "extends: { environment: cluster }\n");
  }

  /** Synthesizes as `cdktf` does. */
  synth(): Result {
    return this.run(process.execPath, ["-r", "ts-node/register", "main.ts"], { cwd: PROJECT_ROOT });
  }

  /** The cdktf command with this installation's stacks. */
  cdktf(...args: readonly string[]): Result {
    const cdktf = join(PROJECT_ROOT, "node_modules", ".bin", "cdktf");
    return this.run(cdktf, [...args, "--output", this.outdir], { cwd: PROJECT_ROOT, timeout: 15 * MINUTE });
  }

  /** Terraform in the folder of a stack. */
  terraform(stack: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Result {
    return this.run("terraform", args, { cwd: join(this.outdir, "stacks", stack), env, timeout: 15 * MINUTE });
  }

  /** What a plan would do: `action address`, in the order of addresses; nothing for a plan that changes nothing. */
  planned(stack: string): readonly string[] {
    const { status, output } = this.terraform(stack, ["plan", "-input=false", "-no-color", "-out=plan"]);
    if (status !== 0) throw new Error(output);
    const shown = this.terraform(stack, ["show", "-json", "plan"]);
    const { resource_changes: changes = [] } = JSON.parse(shown.output) as {
      resource_changes?: { address: string; mode: string; change: { actions: string[] } }[];
    };
    return changes
      .filter(({ mode, change }) => mode === "managed" && change.actions.join() !== "no-op")
      .map(({ address, change }) => `${change.actions.join("+")} ${address}`)
      .sort();
  }

  /** Applies a stack while the test goes on. */
  async applying(stack: string): Promise<Result> {
    const args = ["apply", "-input=false", "-auto-approve", "-no-color"];
    const child = spawn("terraform", args, { cwd: join(this.outdir, "stacks", stack), env: this.env() });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text: Buffer) => (output += text.toString()));
    const [status] = (await once(child, "close")) as [number | null];
    appendFileSync(this.log, output);
    return { status: status ?? 1, output };
  }

  /** Applies a stack that has been synthesized. */
  apply(stack: string, env: NodeJS.ProcessEnv = {}): Result {
    return this.terraform(stack, ["apply", "-input=false", "-auto-approve", "-no-color"], env);
  }

  kubectl(...args: readonly string[]): Result {
    return this.run("kubectl", args, {});
  }

  /** What `kubectl get … -o json` says. */
  get<T>(...args: readonly string[]): T {
    const { status, output } = this.kubectl("get", ...args, "-n", this.namespace, "-o", "json");
    if (status !== 0) throw new Error(output);
    return JSON.parse(output) as T;
  }

  /** The values of a Kubernetes secret. Not logged, so that the log can be searched for them. */
  secret(name: string): Readonly<Record<string, string>> {
    const args = ["get", "secret", name, "-n", this.namespace, "-o", "json"];
    const { stdout } = spawnSync("kubectl", args, { encoding: "utf8", timeout: MINUTE });
    const { data = {} } = JSON.parse(stdout) as { data?: Record<string, string> };
    return Object.fromEntries(
      Object.entries(data).map(([key, value]) => [key, Buffer.from(value, "base64").toString()]),
    );
  }

  private env(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
    return {
      ...process.env,
      FLOWMAESTRO_ENV: "e2e",
      FLOWMAESTRO_ENVIRONMENTS: this.environments,
      CDKTF_OUTDIR: this.outdir,
      KUBE_CONFIG_PATH: process.env.KUBECONFIG,
      CHECKPOINT_DISABLE: "1",
      ...more,
    };
  }

  private run(
    program: string,
    args: readonly string[],
    { cwd = this.folder, env = {}, timeout = 5 * MINUTE }: { cwd?: string; env?: NodeJS.ProcessEnv; timeout?: number },
  ): Result {
    const { status, stdout, stderr, error }: SpawnSyncReturns<string> = spawnSync(program, args, {
      cwd,
      timeout,
      encoding: "utf8",
      maxBuffer: 256 * 1024 * 1024,
      env: this.env(env),
    });
    const said = status === 0 ? stdout : `${error?.message ?? ""}${stdout}${stderr}`;
    appendFileSync(this.log, `${program} ${args.join(" ")}\n${stdout}${stderr}\n`);
    return { status: status ?? 1, output: said };
  }
}
