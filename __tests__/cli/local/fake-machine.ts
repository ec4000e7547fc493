import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import type { DeployOptions, Outcomes } from "../../../cli/deploy/deploy";
import type { Outcome } from "../../../cli/deploy/progress";
import type { Availability, ClusterAccess } from "../../../cli/local/cluster";
import { CommandError } from "../../../cli/shared/command-error";
import { Output } from "../../../cli/shared/output";
import { type LocalRecord, Records } from "../../../cli/local/record";
import { runLocal } from "../../../cli/local/run-local";
import type { Engine } from "../../../cli/local/session";
import { ENVIRONMENTS_FOLDER } from "../../../config/load";

/** The current context and its cluster, as a kubeconfig has them. */
export function kubeconfig(contexts: Readonly<Record<string, string>>, current?: string): string {
  return stringify({
    apiVersion: "v1",
    kind: "Config",
    "current-context": current ?? "",
    clusters: Object.entries(contexts).map(([name, server]) => ({ name, cluster: { server } })),
    contexts: Object.keys(contexts).map((name) => ({ name, context: { cluster: name, user: name } })),
  });
}

/**
 * A program on the PATH that notes how it is called. `kind` and `minikube` keep one cluster, `docker` keeps images, all in
 * files beside them.
 */
const PROGRAM = String.raw`#!${process.execPath}
const fs = require("node:fs"), path = require("node:path");
const name = path.basename(process.argv[1]), args = process.argv.slice(2), line = [name, ...args].join(" ");
const state = (file) => path.join(__dirname, "..", "state", file);
fs.appendFileSync(state("calls"), line + "\n");
const fails = fs.existsSync(state("fails")) ? fs.readFileSync(state("fails"), "utf8") : "";
if (fails && line.startsWith(fails)) { console.error("made to fail"); process.exit(1); }
const cluster = state(name + "-cluster");
const context = name === "kind" ? "kind-flowmaestro" : "flowmaestro";
const made = () => {
  fs.writeFileSync(cluster, "");
  const extensions = name === "minikube" ? ", extensions: [{name: context_info, extension: {provider: minikube.sigs.k8s.io}}]" : "";
  fs.writeFileSync(process.env.KUBECONFIG.split(":")[0],
    "{current-context: " + context + ", clusters: [{name: c, cluster: {server: 'https://127.0.0.1:7443'}}], contexts: [{name: " + context + ", context: {cluster: c" + extensions + "}}, {name: before, context: {cluster: c}}]}");
};
const gone = () => {
  fs.rmSync(cluster);
  fs.writeFileSync(process.env.KUBECONFIG.split(":")[0],
    "{clusters: [{name: c, cluster: {server: 'https://127.0.0.1:7443'}}], contexts: [{name: before, context: {cluster: c}}]}");
};
if (line.startsWith("kind get clusters") && fs.existsSync(cluster)) console.log("flowmaestro");
if (line.startsWith("minikube profile list")) console.log(JSON.stringify({ valid: fs.existsSync(cluster) ? [{ Name: "flowmaestro" }] : [] }));
if (line.startsWith("kind create") || line.startsWith("minikube start")) made();
if (line.startsWith("kind delete") || line.startsWith("minikube delete")) gone();
if (name === "docker" && args[0] === "build") fs.appendFileSync(state("images"), args[args.indexOf("--tag") + 1] + "\n");
if (line.startsWith("docker image inspect")) {
  const known = fs.existsSync(state("images")) ? fs.readFileSync(state("images"), "utf8").split("\n") : [];
  process.exit(known.includes(args[2]) ? 0 : 1);
}
`;

/** A clean Terraform result. */
export const APPLIED: Outcome = {
  kind: "applied",
  counts: { create: 3, update: 0, replace: 0, delete: 0, import: 0, forget: 0 },
  adopted: 0,
  seconds: 1,
};

/** A machine of its own: a project, a kubeconfig, programs on the PATH, clusters that answer. */
export class FakeMachine {
  readonly root = mkdtempSync(join(tmpdir(), "local-"));
  readonly project = join(this.root, "project");
  readonly kubeconfigFile = join(this.root, "kubeconfig");
  readonly records = new Records(this.project, "local");
  /** Uid of the cluster of each context that answers. */
  readonly clusters: Record<string, string> = {};
  readonly requests: { direction: "deploy" | "destroy"; options: DeployOptions }[] = [];
  namespaces: readonly string[] = [];
  deployments: readonly Availability[] = [{ name: "api-server", wanted: 1, available: 1 }];
  /** What services answer; the last one again and again. */
  answers = [{ status: 200, body: "ok" }];
  outcomes: readonly Outcome[] = [APPLIED];
  waits = 0;
  env: NodeJS.ProcessEnv;
  stop = new AbortController();

  constructor() {
    for (const folder of ["bin", "state", "environments"]) mkdirSync(join(this.root, folder), { recursive: true });
    mkdirSync(join(this.project, "e2e", "app"), { recursive: true });
    cpSync(ENVIRONMENTS_FOLDER, join(this.root, "environments"), { recursive: true });
    const dockerfile = join(__dirname, "..", "..", "..", "e2e", "app", "Dockerfile");
    cpSync(dockerfile, join(this.project, "e2e", "app", "Dockerfile"));
    this.env = {
      PATH: join(this.root, "bin"),
      KUBECONFIG: this.kubeconfigFile,
      FLOWMAESTRO_ENVIRONMENTS: join(this.root, "environments"),
      INIT_CWD: this.root,
    };
    this.install("terraform", "kubectl");
  }

  install(...programs: readonly string[]): void {
    for (const program of programs) {
      const file = join(this.root, "bin", program);
      writeFileSync(file, PROGRAM);
      chmodSync(file, 0o755);
    }
  }

  /** Makes the call that starts so fail. */
  breaks(call: string): void {
    writeFileSync(join(this.root, "state", "fails"), call);
  }

  contexts(contexts: Readonly<Record<string, string>>, current?: string): void {
    writeFileSync(this.kubeconfigFile, kubeconfig(contexts, current));
  }

  /** Adds to environments/local.yaml. */
  environment(kubernetes: object): void {
    const file = join(this.root, "environments", "local.yaml");
    writeFileSync(file, readFileSync(file, "utf8").replace(/^kubernetes: .*$/m, stringify({ kubernetes }).trimEnd()));
  }

  write(path: string, content: string): string {
    const file = join(this.root, path);
    mkdirSync(join(file, ".."), { recursive: true });
    writeFileSync(file, content);
    return file;
  }

  /** A state that knows of something. */
  deployed(record?: LocalRecord): void {
    this.write("project/terraform-state/local/data.tfstate", JSON.stringify({ version: 4, resources: [{}] }));
    if (record) this.records.write(record);
  }

  /** The calls of programs since the last time. */
  calls(): readonly string[] {
    const file = join(this.root, "state", "calls");
    if (!existsSync(file)) return [];
    const lines = readFileSync(file, "utf8").trim().split("\n");
    rmSync(file);
    return lines;
  }

  async run(...args: readonly string[]): Promise<{ readonly code: number; readonly text: string }> {
    const written: string[] = [];
    const output = new Output({ write: (text) => written.push(text) });
    const { project, env, stop } = this;
    const code = await runLocal({ args, env, project, output, engine: this.engine(), stop: stop.signal });
    return { code, text: written.join("") };
  }

  remove(): void {
    rmSync(this.root, { recursive: true });
  }

  private engine(): Engine {
    const work = (direction: "deploy" | "destroy") => (options: DeployOptions) => {
      this.requests.push({ direction, options });
      const outcomes: Outcomes = new Map(options.stacks.map(({ id }, index) => [id, this.outcomes[index] ?? APPLIED]));
      return Promise.resolve(outcomes);
    };
    return {
      synthesize: () =>
        Promise.resolve(["data", "workloads"].map((id) => ({ id, folder: "/nowhere", dependencies: [] }))),
      deploy: work("deploy"),
      destroy: work("destroy"),
      clusterOf: () => () => undefined,
      connect: ({ context }) => this.access(context),
      resolve: (host) =>
        host === "public.example.com"
          ? Promise.resolve(["10.0.0.1", "34.1.2.3"])
          : Promise.reject(new Error("ENOTFOUND")),
      wait: () => Promise.resolve(void (this.waits += 1)),
    };
  }

  private access(context: string): ClusterAccess {
    return {
      id: () => {
        const id = this.clusters[context];
        if (id !== undefined) return Promise.resolve(id);
        return Promise.reject(
          new CommandError(`The cluster of context ${context} does not answer: no answer within 8 s.`),
        );
      },
      hasNamespace: (name) => Promise.resolve(this.namespaces.includes(name)),
      deployments: () => Promise.resolve(this.deployments),
      get: () => Promise.resolve(this.answers.length > 1 ? this.answers.shift()! : this.answers[0]!),
    };
  }
}
