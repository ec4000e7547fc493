import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PROJECT_ROOT = join(__dirname, "..", "..", "..");
const MINUTE = 60_000;
const ENVIRONMENT = "fmctl-e2e";
const NAMESPACE = "flowmaestro";

/** How a command ended, and what it printed. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that goes on until Ctrl-C. */
export interface Running {
  readonly output: () => string;
  readonly interrupt: () => Promise<Ran>;
}

/** Why these tests cannot run here, or nothing when they can. */
export function obstacle(): string | undefined {
  if (!process.env.KUBECONFIG) return "KUBECONFIG names no cluster that may be used up";
  const args = ["get", "namespaces", "-o", "name", "--request-timeout=5s"];
  const server = spawnSync("kubectl", args, { encoding: "utf8" });
  if (server.status !== 0) return "no cluster answers; set KUBECONFIG to one that may be used up";
  if (server.stdout.includes(`namespace/${NAMESPACE}\n`)) {
    return `the namespace ${NAMESPACE} is there already; this suite makes and deletes it`;
  }
  if (!existsSync(join(PROJECT_ROOT, "dist", "fmctl.mjs"))) return "fmctl is not built; `npm run build`";
  return spawnSync("terraform", ["version"]).status === 0 ? undefined : "terraform is not installed";
}

/** A local environment that is deployed as people deploy it, and the bundled command that works on it. */
export class Installation {
  private readonly folder = mkdtempSync(join(tmpdir(), "fmctl-e2e-"));

  constructor() {
    const given = process.env.FLOWMAESTRO_E2E_ENVIRONMENT;
    cpSync(join(PROJECT_ROOT, "environments"), this.folder, { recursive: true });
    this.write(given ? readFileSync(given, "utf8") : "extends: { environment: local }\nkubernetes: {}\n");
  }

  /** Deploys; `tags` are of single services. */
  deploy(tags: Readonly<Record<string, string>> = {}): Ran {
    return this.local("up", { TF_VAR_image_tags: JSON.stringify(tags) });
  }

  remove(): void {
    const { code, stdout, stderr } = this.local("down");
    rmSync(this.folder, { recursive: true });
    if (code !== 0) throw new Error(`${stdout}${stderr}`);
    rmSync(join(PROJECT_ROOT, "terraform-state", ENVIRONMENT), { recursive: true, force: true });
  }

  /** Runs a command of the bundle to its end. */
  fmctl(args: readonly string[], input = ""): Ran {
    return this.run([join("dist", "fmctl.mjs"), ...args], {}, input);
  }

  /** Starts a command of the bundle that ends with Ctrl-C. */
  start(...args: readonly string[]): Running {
    const child: ChildProcess = spawn(process.execPath, [join("dist", "fmctl.mjs"), ...args], {
      cwd: PROJECT_ROOT,
      env: this.env(),
      stdio: ["ignore", "pipe", "pipe"],
    });
    const said = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const) {
      child[name]!.on("data", (chunk: Buffer) => (said[name] += chunk.toString()));
    }
    const closed = once(child, "close") as Promise<[number | null]>;
    return {
      output: () => said.stdout,
      interrupt: async () => {
        child.kill("SIGINT");
        const [code] = await closed;
        return { code: code ?? 1, ...said };
      },
    };
  }

  kubectl(...args: readonly string[]): string {
    const all = ["--namespace", NAMESPACE, ...args];
    const { status, stdout, stderr } = spawnSync("kubectl", all, { encoding: "utf8", timeout: MINUTE });
    if (status !== 0) throw new Error(stderr);
    return stdout;
  }

  /** Another tag under which a node has the image of the API; nothing when there is none. */
  otherTag(current: string): string | undefined {
    const images = this.kubectl("get", "nodes", "-o", "jsonpath={.items[*].status.images[*].names}");
    const tags = [...images.matchAll(/flowmaestro\/backend:([\w.-]+)/g)].map(([, tag]) => tag!);
    return tags.find((tag) => tag !== current);
  }

  private write(text: string): void {
    writeFileSync(join(this.folder, `${ENVIRONMENT}.yaml`), text);
  }

  private local(way: "up" | "down", env: NodeJS.ProcessEnv = {}): Ran {
    return this.run(["-r", "ts-node/register", join("cli", "local.ts"), way], env);
  }

  private env(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
    return { ...process.env, FLOWMAESTRO_ENV: ENVIRONMENT, FLOWMAESTRO_ENVIRONMENTS: this.folder, ...more };
  }

  private run(args: readonly string[], more: NodeJS.ProcessEnv = {}, input = ""): Ran {
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: PROJECT_ROOT,
      env: this.env(more),
      input,
      encoding: "utf8",
      timeout: 15 * MINUTE,
    });
    return { code: status ?? 1, stdout, stderr };
  }
}
