import { type ChildProcess, execFile, spawn, spawnSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { IContainer } from "kubernetes-models/v1/Container";
import type { IPodSpec } from "kubernetes-models/v1/PodSpec";
import { type Manifest, podOf } from "./helm";
import { programs } from "./temporal-programs";

/** A container image: a tree of files, and what runs when the pod names no command. */
export interface Image {
  readonly tree: string;
  readonly command?: readonly string[];
}

/** What a cluster knows besides its pods. */
export interface ClusterState {
  /** Folder for logs and mounted files; everybody must be able to enter it. */
  readonly folder: string;
  /** Address at which the network meets what is no pod: the database. */
  readonly gateway: string;
  readonly namespace: string;
  /** Container images by their name without a registry. */
  readonly images: Readonly<Record<string, Image>>;
  readonly configMaps: ReadonlyMap<string, Readonly<Record<string, string>>>;
  readonly secrets: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** Their selectors decide what a name of a service leads to. */
  readonly services: readonly Manifest[];
}

/** How often a Job's containers had to be started, and what they wrote. */
export interface JobRun {
  readonly attempts: number;
  readonly log: string;
}

const PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
const READY_WITHIN_SECONDS = 150;
/** Of one container, before it is given up. */
const RESTARTS = 5;
const RESTART_PAUSE_MS = 1000;

/** Asks until the answer is yes, and fails with `what` when it is not in time. */
export async function eventually(what: string, seconds: number, yes: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!(await yes())) {
    if (Date.now() > end) throw new Error(`not within ${seconds} s: ${what}`);
    await sleep(250);
  }
}

/** How a container is started. */
type Start = (log: number) => ChildProcess;

/** A running container with an address of its own. */
export class Pod {
  /** Exit code, or the signal that ended it, once it is not started again. */
  readonly ended: Promise<number | NodeJS.Signals>;
  /** How often it ended by itself and was started again. */
  restarts = 0;
  private process: ChildProcess;
  private over = false;
  private unwanted = false;

  /**
   * @param logFile - what it writes
   * @param restartsAtMost - how often it is started again when it ends by itself
   */
  constructor(
    readonly name: string,
    readonly ip: string,
    readonly labels: Readonly<Record<string, string>>,
    private readonly logFile: string,
    private readonly start: Start,
    private readonly restartsAtMost: number,
  ) {
    this.process = this.spawn();
    this.ended = this.live();
  }

  get running(): boolean {
    return !this.over;
  }

  get log(): string {
    return readFileSync(this.logFile, "utf8");
  }

  /** Asks it to end, as a rollout does, and kills it after the grace period. */
  async stop(graceSeconds: number): Promise<number | NodeJS.Signals> {
    this.unwanted = true;
    const force = setTimeout(() => this.process.kill("SIGKILL"), graceSeconds * 1000);
    this.process.kill("SIGTERM");
    return this.ended.finally(() => clearTimeout(force));
  }

  kill(): void {
    this.unwanted = true;
    this.process.kill("SIGKILL");
  }

  private spawn(): ChildProcess {
    const log = openSync(this.logFile, "a");
    try {
      return this.start(log);
    } finally {
      closeSync(log);
    }
  }

  private async live(): Promise<number | NodeJS.Signals> {
    for (;;) {
      const exit = await new Promise<number | NodeJS.Signals>((resolve, reject) => {
        this.process.once("error", reject).once("exit", (code, signal) => resolve(code ?? signal!));
      });
      if (!this.unwanted && this.restarts < this.restartsAtMost) await sleep(RESTART_PAUSE_MS);
      if (this.unwanted || this.restarts === this.restartsAtMost) {
        this.over = true;
        return exit;
      }
      this.restarts += 1;
      this.process = this.spawn();
    }
  }
}

/** A network in which rendered pods run, with as much of Kubernetes as the tests need. Nothing outside reaches it. */
export class PodNetwork {
  private readonly pods = new Set<Pod>();
  private lastAddress = 10;

  private constructor(
    private readonly holder: ChildProcess,
    readonly state: ClusterState,
  ) {
    mkdirSync(join(state.folder, "logs"), { recursive: true });
    this.publish();
  }

  static async start(state: ClusterState): Promise<PodNetwork> {
    // With an address of its own: a bridge takes its pods' lowest otherwise, and a new pod would cut off the others.
    const setUp =
      "ip link set lo up && ip link add pods address 02:00:0a:4d:00:01 type bridge && " +
      `ip address add ${state.gateway}/16 dev pods && ip link set pods up && echo up && exec sleep infinity`;
    const command = ["--net", "--", "setpriv", "--pdeathsig", "KILL", "--", "sh", "-c", setUp];
    const holder = spawn("unshare", command, { stdio: ["ignore", "pipe", "pipe"] });
    await new Promise<void>((resolve, reject) => {
      let said = "";
      holder.stderr.on("data", (text) => (said += String(text)));
      holder.stdout.once("data", () => resolve());
      holder.once("exit", () => reject(new Error(`no network: ${said}`)));
    });
    return new PodNetwork(holder, state);
  }

  /** Command line that runs another command in the network, outside of any pod. */
  inside(command: readonly string[]): readonly string[] {
    return ["nsenter", "--target", String(this.holder.pid), "--net", "--", ...command];
  }

  /** Starts one pod of a Deployment and waits until it is ready; from then on its services lead to it. */
  async rollOut(deployment: Manifest): Promise<Pod> {
    const pod = this.startPod(deployment, RESTARTS);
    const [container] = podOf(deployment).spec.containers;
    await eventually(`${pod.name} is ready`, READY_WITHIN_SECONDS, () => {
      if (!pod.running) throw new Error(`${pod.name} ended:\n${tail(pod.log)}`);
      return this.ready(pod, container!);
    });
    this.pods.add(pod);
    this.publish();
    return pod;
  }

  /** Starts one pod of a Deployment. */
  startPod(deployment: Manifest, restarts = 0): Pod {
    const { metadata, spec } = podOf(deployment);
    return this.startContainer(deployment.metadata.name, metadata.labels ?? {}, spec, spec.containers[0]!, restarts);
  }

  /** Takes a pod out of its services and ends it. */
  async retire(pod: Pod, graceSeconds: number): Promise<number | NodeJS.Signals> {
    this.pods.delete(pod);
    this.publish();
    return pod.stop(graceSeconds);
  }

  /**
   * Runs a Job: its containers one after the other, failed ones again.
   *
   * @throws Error with the end of the log once `backoffLimit` is used up
   */
  async complete(job: Manifest): Promise<JobRun> {
    const { metadata, spec } = podOf(job);
    const limit = job.spec["backoffLimit"] as number;
    let attempts = 1;
    let log = "";
    for (const container of [...(spec.initContainers ?? []), ...spec.containers]) {
      for (;;) {
        const run = this.startContainer(
          `${job.metadata.name}-${container.name}`,
          metadata.labels ?? {},
          spec,
          container,
        );
        const exit = await run.ended;
        log += run.log;
        if (exit === 0) break;
        if (++attempts > limit)
          throw new Error(`${job.metadata.name}: ${container.name} ended with ${exit}:\n${tail(log)}`);
        await sleep(RESTART_PAUSE_MS);
      }
    }
    return { attempts, log };
  }

  /** Runs a command as `kubectl exec` would in a pod of a Deployment, and gives what it wrote. */
  async exec(deployment: Manifest, command: readonly string[]): Promise<string> {
    const { metadata, spec } = podOf(deployment);
    const container = { ...spec.containers[0]!, command: [...command] };
    const name = command.slice(0, 3).join("-").replace(/\W+/g, "-");
    const run = this.startContainer(`exec-${name}`, metadata.labels ?? {}, spec, container);
    const exit = await run.ended;
    if (exit !== 0) throw new Error(`${command.join(" ")} ended with ${exit}:\n${tail(run.log)}`);
    return run.log;
  }

  /** Ends everything. */
  async stop(): Promise<void> {
    for (const pod of this.started) pod.kill();
    await Promise.all([...this.started].map(({ ended }) => ended));
    this.holder.kill("SIGKILL");
  }

  private readonly started = new Set<Pod>();

  private get hosts(): string {
    return join(this.state.folder, "hosts");
  }

  /** What the rendered probe says. */
  private ready({ ip }: Pod, { readinessProbe: probe, ports = [] }: IContainer): boolean {
    if (!probe) return true;
    const succeeds = (...words: readonly string[]): boolean => {
      const [command, ...args] = this.inside(["timeout", "1", ...words]);
      return spawnSync(command!, args).status === 0;
    };
    if (probe.grpc) {
      const client = join(this.state.images["client"]!.tree, "usr/local/bin/client");
      return succeeds(client, "probe", `${ip}:${probe.grpc.port}`, probe.grpc.service ?? "");
    }
    const name = probe.tcpSocket?.port;
    const port = ports.find((candidate) => candidate.name === name)?.containerPort ?? name;
    if (port === undefined) throw new Error("such a probe is not done here");
    return succeeds("bash", "-c", `exec 3<>/dev/tcp/${ip}/${port}`);
  }

  /** What DNS would answer. Written in place, as the pods have the file mounted. */
  private publish(): void {
    const lines = this.state.services.flatMap(({ metadata: { name }, spec }) => {
      const selector = Object.entries(spec["selector"] as Record<string, string>);
      const pods = [...this.pods].filter(({ labels }) => selector.every(([key, value]) => labels[key] === value));
      const full = `${name}.${this.state.namespace}`;
      return pods.map(({ ip }) => `${ip} ${name} ${full} ${full}.svc ${full}.svc.cluster.local`);
    });
    writeFileSync(this.hosts, [`127.0.0.1 localhost`, ...lines, ""].join("\n"));
  }

  private startContainer(
    name: string,
    labels: Readonly<Record<string, string>>,
    spec: IPodSpec,
    container: IContainer,
    restarts = 0,
  ): Pod {
    const number = ++this.lastAddress;
    const ip = this.state.gateway.replace(/\d+\.\d+$/, `${number >> 8}.${number & 255}`);
    const image = this.state.images[container.image!.split("/").at(-1)!];
    if (!image) throw new Error(`${name} wants ${container.image}, and nothing here builds it`);
    const command = [...(container.command ?? image.command ?? []), ...(container.args ?? [])];
    const security = { ...spec.securityContext, ...container.securityContext };
    const contained =
      security.allowPrivilegeEscalation === false &&
      security.capabilities?.drop?.includes("ALL") &&
      !security.capabilities.add;
    const settings = [
      ["--network", String(this.holder.pid)],
      ["--ip", ip],
      ["--image", image.tree],
      ["--user", String(security.runAsUser ?? 0)],
      ["--group", String(security.runAsGroup ?? 0)],
      ...(security.readOnlyRootFilesystem ? [] : [["--writable"]]),
      ...(contained ? [] : [["--privileged"]]),
      ["--mount", `${this.hosts}:/etc/hosts`],
      ...this.mounts(`${number}`, spec, container).map((mount) => ["--mount", mount]),
    ].flat();
    const logFile = join(this.state.folder, "logs", `${number}-${name}.log`);
    // What a container runtime adds by itself, and the account that the images have.
    const env = { PATH, HOME: "/home/temporal", HOSTNAME: name, ...this.environment(ip, container) };
    const start: Start = (log) =>
      spawn(programs.pod, [...settings, "--", ...command], { env, stdio: ["ignore", log, log] });
    const pod = new Pod(name, ip, labels, logFile, start, restarts);
    this.started.add(pod);
    return pod;
  }

  private environment(ip: string, { env = [], envFrom = [] }: IContainer): Record<string, string> {
    if (envFrom.length > 0) throw new Error("envFrom is not done here");
    return Object.fromEntries(
      env.map(({ name, value = "", valueFrom }) => {
        if (valueFrom?.fieldRef?.fieldPath === "status.podIP") return [name, ip];
        if (valueFrom?.secretKeyRef)
          return [name, entry(this.state.secrets, valueFrom.secretKeyRef.name, valueFrom.secretKeyRef.key)];
        if (valueFrom) throw new Error(`${name} is not done here`);
        return [name, value];
      }),
    );
  }

  /** Writes the config maps that a container mounts. */
  private mounts(pod: string, { volumes = [] }: IPodSpec, { volumeMounts = [] }: IContainer): string[] {
    return volumeMounts.map(({ name, mountPath, subPath = "" }) => {
      const volume = volumes.find((candidate) => candidate.name === name)?.configMap;
      if (!volume) throw new Error(`the volume ${name} is not done here`);
      const folder = join(this.state.folder, "volumes", pod, name);
      mkdirSync(folder, { recursive: true });
      const keys = Object.keys(known(this.state.configMaps, volume.name));
      for (const { key, path } of volume.items ?? keys.map((each) => ({ key: each, path: each }))) {
        writeFileSync(join(folder, path), entry(this.state.configMaps, volume.name, key));
      }
      return `${join(folder, subPath)}:${mountPath}`;
    });
  }
}

function known<T>(objects: ReadonlyMap<string, T>, name: string | undefined): T {
  const object = objects.get(name ?? "");
  if (!object) throw new Error(`a pod needs ${name}, which nothing makes before the release`);
  return object;
}

function entry(objects: ClusterState["configMaps"], name: string | undefined, key: string): string {
  const value = known(objects, name)[key];
  if (value === undefined) throw new Error(`a pod needs the key ${key} of ${name}, which it does not have`);
  return value;
}

function tail(text: string): string {
  const lines = text.trimEnd().split("\n").slice(-25);
  return lines.map((line) => line.slice(0, 500)).join("\n");
}

/** For programs that are no pods. */
export function runIn(network: PodNetwork, command: readonly string[]): Promise<string> {
  const [program, ...args] = network.inside(command);
  return new Promise((resolve, reject) => {
    execFile(program!, args, { timeout: 30_000 }, (error, stdout, stderr) => {
      if (error) reject(new Error(`${command.join(" ")}: ${stderr || error.message}`));
      else resolve(stdout);
    });
  });
}
