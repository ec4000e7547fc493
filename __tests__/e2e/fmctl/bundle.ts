import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const PROJECT = join(__dirname, "..", "..", "..");
const NAMESPACE = "flowmaestro";
const ENVIRONMENT = "e2e-fmctl";

/** How a command ended, and what it said on both streams. */
export interface Ended {
  readonly code: number | null;
  readonly text: string;
}

/** Why these tests cannot run here, or nothing when they can. */
export function missing(): string | undefined {
  const namespaces = spawnSync("kubectl", ["get", "namespaces", "-o", "name", "--request-timeout=5s"], {
    encoding: "utf8",
  });
  if (namespaces.status !== 0) return "no cluster answers; set KUBECONFIG to one that may be used up";
  if (namespaces.stdout.includes(`namespace/${NAMESPACE}\n`)) {
    return `the namespace ${NAMESPACE} is there already; this suite makes and deletes it`;
  }
  return spawnSync("terraform", ["version"]).status === 0 ? undefined : "terraform is not installed";
}

/** The built command, for a local environment of its own on the cluster that KUBECONFIG names. */
export class Bundle {
  readonly environment = ENVIRONMENT;
  private readonly environments = mkdtempSync(join(tmpdir(), "fmctl-e2e-"));

  constructor() {
    execFileSync(process.execPath, [join(PROJECT, "scripts", "build-fmctl.mjs")]);
    cpSync(join(PROJECT, "environments"), this.environments, { recursive: true });
    const given = process.env.FLOWMAESTRO_E2E_ENVIRONMENT;
    const base = given ? readFileSync(given, "utf8") : "extends: { environment: local }\nkubernetes: {}\n";
    writeFileSync(join(this.environments, "cluster.yaml"), base);
    this.configure();
  }

  /** Writes the environment: `local`, what FLOWMAESTRO_E2E_ENVIRONMENT adds for this cluster, and a level of the API's log. */
  configure(level = "info"): void {
    const text = `extends: { environment: cluster }\nservices: { api-server: { env: { LOG_LEVEL: ${level} } } }\n`;
    writeFileSync(join(this.environments, `${ENVIRONMENT}.yaml`), text);
  }

  /** Runs it to its end; `onLine` gets each line and the process. */
  async fmctl(args: readonly string[], onLine?: (line: string, child: ChildProcess) => void): Promise<Ended> {
    const child = spawn(process.execPath, [join(PROJECT, "dist", "fmctl.mjs"), ...args], {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, FLOWMAESTRO_ENVIRONMENTS: this.environments },
    });
    const lines: string[] = [];
    for (const input of [child.stdout, child.stderr]) {
      createInterface({ input }).on("line", (line) => {
        lines.push(line);
        onLine?.(line, child);
      });
    }
    const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
    return { code, text: lines.join("\n") };
  }

  kubectl(...args: readonly string[]): string {
    return spawnSync("kubectl", ["--namespace", NAMESPACE, ...args], { encoding: "utf8" }).stdout.trim();
  }

  /** What the API's pods are told. */
  logLevel(): string {
    const path = '{.spec.template.spec.containers[0].env[?(@.name=="LOG_LEVEL")].value}';
    return this.kubectl("get", "deployment", "api-server", "-o", `jsonpath=${path}`);
  }

  /** Status of the newest revision of a release. */
  status(release: string): string {
    const labels = `owner=helm,name=${release}`;
    const path = "{range .items[*]}{.metadata.labels.version} {.metadata.labels.status}{'\\n'}{end}";
    const revisions = this.kubectl("get", "secrets", "-l", labels, "-o", `jsonpath=${path}`).split("\n");
    return revisions.sort((a, b) => Number(b.split(" ")[0]) - Number(a.split(" ")[0]))[0]!.split(" ")[1]!;
  }

  /** Kills a command with its terraform and the providers of that, so that nobody tidies up after either. */
  kill(child: ChildProcess): void {
    child.kill("SIGSTOP");
    const listed = execFileSync("ps", ["-A", "-o", "pid=,ppid=,command="], { encoding: "utf8" });
    const rows = listed.split("\n").map((line) => line.trim().split(/\s+/));
    const terraform = rows.find(([, parent, program]) => parent === String(child.pid) && program === "terraform");
    if (terraform) process.kill(-Number(terraform[0]), "SIGKILL");
    child.kill("SIGKILL");
  }

  remove(): void {
    rmSync(this.environments, { recursive: true });
    rmSync(join(PROJECT, "terraform-state", ENVIRONMENT), { recursive: true, force: true });
  }
}
