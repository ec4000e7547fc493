import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { KubeConfig } from "@kubernetes/client-node";
import type { Context } from "../../../../cli/fmctl/context";
import { ENVIRONMENTS_FOLDER } from "../../../../config/load";
import { FakeGoogle } from "../../../support/fake-google";
import { fmctl, type Ran } from "../../../support/fmctl";

export const IMAGES = ["backend", "frontend", "marketing", "migrations"];
export const REGISTRY = "us-central1-docker.pkg.dev/flowmaestro-production/flowmaestro";
const REPOSITORY = "artifactregistry/v1/projects/flowmaestro-production/locations/us-central1/repositories/flowmaestro";

/** Docker does not run on the machines that test this: a program in its place notes how it is called, and keeps images. */
const DOCKER = String.raw`#!${process.execPath}
const fs = require("node:fs"), path = require("node:path");
const args = process.argv.slice(2), line = ["docker", ...args].join(" ");
const state = (file) => path.join(__dirname, "..", "state", file);
const read = (file) => fs.existsSync(state(file)) ? fs.readFileSync(state(file), "utf8") : "";
const { DOCKER_CONFIG = "", DOCKER_HOST = "" } = process.env;
fs.appendFileSync(state("calls"), JSON.stringify({ line, config: DOCKER_CONFIG, host: DOCKER_HOST }) + "\n");
const fails = read("fails");
if (fails && line.startsWith(fails)) { console.error("made to fail"); process.exit(1); }
if (line.startsWith("docker context inspect")) console.log("unix:///somewhere/docker.sock");
if (args[0] === "login") {
  fs.writeFileSync(state("password"), fs.readFileSync(0, "utf8"));
  fs.writeFileSync(path.join(DOCKER_CONFIG, "config.json"), "{}");
}
if (args[0] === "build") fs.appendFileSync(state("images"), args[args.indexOf("--tag") + 1] + "\n");
if (args[0] === "push") fs.appendFileSync(state("pushed"), args[1] + "\n");
if (line.startsWith("docker image inspect")) process.exit(read("images").split("\n").includes(args[2]) ? 0 : 1);
if (line.startsWith("docker manifest inspect")) process.exit(read("pushed").split("\n").includes(args[2]) ? 0 : 1);
`;

/** How Docker was called. */
export interface Call {
  readonly line: string;
  /** DOCKER_CONFIG */
  readonly config: string;
  /** DOCKER_HOST */
  readonly host: string;
}

/** A checkout of FlowMaestro, Docker, Artifact Registry and a cluster, all at their boundaries; git is the real one. */
export class Yard {
  readonly root = mkdtempSync(join(tmpdir(), "yard-"));
  readonly google = new FakeGoogle();
  readonly kubernetes = new FakeGoogle();
  readonly checkout = join(this.root, "checkout");

  async start(): Promise<this> {
    await Promise.all([this.google.start(), this.kubernetes.start()]);
    for (const folder of ["bin", "state", "environments"]) mkdirSync(join(this.root, folder));
    writeFileSync(join(this.root, "bin", "docker"), DOCKER);
    chmodSync(join(this.root, "bin", "docker"), 0o755);
    const git = execFileSync("/bin/sh", ["-c", "command -v git"], { encoding: "utf8" }).trim();
    symlinkSync(git, join(this.root, "bin", "git"));
    this.environment("production", (text) => text);
    this.google.on("GET", REPOSITORY, { body: { name: "r" } });
    this.google.on("GET", new RegExp(`^${REPOSITORY}/packages/`), ({ target }) => {
      const [, image, tag] = /packages\/(.+)\/tags\/(.+)$/.exec(target)!;
      const isThere = this.pushed().includes(`${REGISTRY}/${image}:${tag}`);
      return isThere ? { body: { name: tag } } : { status: 404, body: {} };
    });
    for (const image of IMAGES) {
      const asks = image === "frontend" ? "ARG VITE_API_URL\nARG VITE_WS_URL\n" : "";
      this.write(`checkout/infra/docker/${image}/Dockerfile`, `FROM scratch\n${asks}`);
    }
    this.git("init", "--quiet");
    this.commit();
    return this;
  }

  async stop(): Promise<void> {
    await Promise.all([this.google.stop(), this.kubernetes.stop()]);
    rmSync(this.root, { recursive: true });
  }

  environment(name: string, change: (text: string) => string): void {
    const text = readFileSync(join(ENVIRONMENTS_FOLDER, `${name}.yaml`), "utf8");
    writeFileSync(join(this.root, "environments", `${name}.yaml`), change(text));
  }

  write(path: string, content: string): void {
    mkdirSync(join(this.root, path, ".."), { recursive: true });
    writeFileSync(join(this.root, path), content);
  }

  git(...args: readonly string[]): string {
    const who = ["-c", "user.name=a", "-c", "user.email=a@b"];
    return execFileSync("git", ["-C", this.checkout, ...who, ...args], { encoding: "utf8" });
  }

  commit(): void {
    this.git("add", ".");
    this.git("commit", "--quiet", "--message", "a change");
  }

  get revision(): string {
    return this.git("rev-parse", "HEAD").slice(0, 12);
  }

  /** The calls of Docker since the last time. */
  calls(): readonly Call[] {
    const calls = this.state("calls").trim().split("\n").filter(Boolean);
    rmSync(join(this.root, "state", "calls"), { force: true });
    return calls.map((line) => JSON.parse(line) as Call);
  }

  pushed(): readonly string[] {
    return this.state("pushed").split("\n").filter(Boolean);
  }

  /** Puts images into the registry without Docker. */
  push(...references: readonly string[]): void {
    this.write("state/pushed", [...this.pushed(), ...references].join("\n") + "\n");
  }

  state(file: string): string {
    const path = join(this.root, "state", file);
    return existsSync(path) ? readFileSync(path, "utf8") : "";
  }

  context(): Partial<Context> {
    const config = new KubeConfig();
    config.loadFromClusterAndUser({ name: "c", server: this.kubernetes.origin, skipTLSVerify: true }, { name: "u" });
    return {
      env: {
        PATH: join(this.root, "bin"),
        FLOWMAESTRO_ENVIRONMENTS: join(this.root, "environments"),
        FLOWMAESTRO_ENV: "production",
        INIT_CWD: this.root,
      },
      google: () => Promise.resolve(this.google.api()),
      cluster: () => Promise.resolve({ name: "the cluster", config, contextArguments: { kubectl: "", helm: "" } }),
    };
  }

  run(args: readonly string[], outside: Partial<Context> = {}): Promise<Ran> {
    return fmctl(["images", ...args], { ...this.context(), ...outside });
  }
}
