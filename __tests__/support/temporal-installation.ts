import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Manifest, podOf } from "./helm";
import { eventually, type Image, type Pod, PodNetwork, runIn } from "./temporal-pods";
import { makeAuthority, Postgres } from "./temporal-postgres";
import { chart } from "./temporal-programs";
import { type DatabaseFacts, NAMESPACE, temporalRelease, type TemporalRelease } from "./temporal-release";

/** The server's four, each a Deployment. */
export const ROLES = ["frontend", "history", "matching", "worker"] as const;
/** @see ROLES */
export type Role = (typeof ROLES)[number];

/** Names that the workloads stack gives. */
export const DATABASES = { default: "temporal", visibility: "temporal_visibility" } as const;
const SECRET = "temporal-db-credentials";
const CA = { configMap: "temporal-database-ca", key: "server-ca.pem" };
const TEMPLATE = "config_template.yaml";

const GATEWAY = "10.77.0.1";
/** After all roles were down at once, they first try to join those that are gone: twice 30 s. */
const HEALTHY_WITHIN_SECONDS = 150;

/** Logs are kept where FLOWMAESTRO_E2E_KEEP is set. */
const keep = Boolean(process.env["FLOWMAESTRO_E2E_KEEP"]);

/** A folder that everybody may enter. */
function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "temporal-e2e-"));
  chmodSync(folder, 0o755);
  return folder;
}

/** The trees of `e2e/temporal/build`, by the images' names without a registry. */
function imagesIn(folder: string): Record<string, Image> {
  const trees = readdirSync(folder).flatMap((name) => {
    const [, image, version] = /^(server|admin-tools)-([\d.]+)$/.exec(name) ?? [];
    const command = image === "server" ? ["temporal-server", "start"] : ["sleep", "infinity"];
    return image ? [[`${image}:${version}`, { tree: join(folder, name), command }] as const] : [];
  });
  return { ...Object.fromEntries(trees), client: { tree: join(folder, "client") } };
}

/** A network, a database, and production's release on them. */
export class Installation {
  private readonly pods = new Map<Role, Pod>();

  private constructor(
    private readonly folder: string,
    private readonly facts: DatabaseFacts,
    readonly release: TemporalRelease,
    private readonly configMaps: Map<string, Readonly<Record<string, string>>>,
    readonly network: PodNetwork,
    readonly postgres: Postgres,
  ) {}

  /**
   * Starts network and database; nothing of Temporal runs yet.
   *
   * @param images - what `e2e/temporal/build` made
   * @param more - values over production's
   */
  static async prepare(images: string, more: object = {}): Promise<Installation> {
    const folder = temporaryFolder();
    const authority = makeAuthority(join(folder, "authority"));
    const facts = { host: GATEWAY, serverCa: authority.certificate, password: randomBytes(20).toString("hex") };
    const release = temporalRelease(chart, facts, more);
    const { secrets, maxConnections, manifests } = release;
    const configMaps = new Map(release.configMaps);
    const network = await PodNetwork.start({
      folder,
      gateway: GATEWAY,
      namespace: NAMESPACE,
      images: imagesIn(images),
      configMaps,
      secrets,
      services: manifests.filter(({ kind }) => kind === "Service"),
    });
    const { user } = secrets.get(SECRET)!;
    const databases = Object.values(DATABASES);
    const settings = { network, authority, maxConnections, databases, user: user!, password: facts.password };
    const postgres = await Postgres.start({ ...settings, folder: join(folder, "postgres") });
    return new Installation(folder, facts, release, configMaps, network, postgres);
  }

  async stop(): Promise<void> {
    await this.network.stop();
    await this.postgres.stop();
    if (keep) process.stderr.write(`Logs of the Temporal tests: ${this.folder}\n`);
    else rmSync(this.folder, { recursive: true });
  }

  /** The release with other values than it was prepared with. */
  rendered(more: object = {}): TemporalRelease {
    return temporalRelease(chart, this.facts, more);
  }

  /** How the application connects: `postgresql://…` without a mode. */
  get connection(): string {
    return `postgresql://${this.release.secrets.get(SECRET)!["user"]}:${this.facts.password}@${GATEWAY}/${DATABASES.default}`;
  }

  schemaJob(release = this.release): Manifest {
    return manifest(release, "Job", "schema");
  }

  /** Runs the namespace job; a frontend that was asked before keeps saying for some seconds that there is none. */
  async registerNamespace(): Promise<void> {
    await this.network.complete(manifest(this.release, "Job", "namespace"));
    await this.succeeds("the namespace is known", 30, "workflow", "list");
  }

  deployment(role: Role, release = this.release): Manifest {
    return manifest(release, "Deployment", role);
  }

  /** Does something while pods are given other certificates than the right one, which `change` is told. */
  async withCa<T>(change: (right: string, wrong: string) => string, act: () => Promise<T>): Promise<T> {
    const wrong = makeAuthority(join(this.folder, "another-authority")).certificate;
    const right = this.configMaps.get(CA.configMap)![CA.key]!;
    return this.withConfigMap(CA.configMap, { [CA.key]: change(right, wrong) }, act);
  }

  /** Does something while pods are given no certificate at all. */
  withoutCa<T>(act: () => Promise<T>): Promise<T> {
    return this.withConfigMap(CA.configMap, {}, act);
  }

  /** Does something while pods are given another configuration of the server. */
  withConfig<T>(change: (template: string) => string, act: () => Promise<T>): Promise<T> {
    const [name, data] = [...this.configMaps].find(([, candidate]) => TEMPLATE in candidate)!;
    return this.withConfigMap(name, { ...data, [TEMPLATE]: change(data[TEMPLATE]!) }, act);
  }

  private async withConfigMap<T>(name: string, data: Record<string, string>, act: () => Promise<T>): Promise<T> {
    const before = this.configMaps.get(name)!;
    this.configMaps.set(name, data);
    try {
      return await act();
    } finally {
      this.configMaps.set(name, before);
    }
  }

  /** All roles at once, as Helm applies them; the config maps of the release are not there for the hooks before it. */
  async startServer(): Promise<void> {
    for (const [name, data] of this.release.ownConfigMaps) this.configMaps.set(name, data);
    const start = async (role: Role) => this.pods.set(role, await this.network.rollOut(this.deployment(role)));
    await Promise.all(ROLES.map(start));
    await this.healthy();
    const ended = [...this.pods.values()].find(({ running }) => !running);
    if (ended) throw new Error(`${ended.name} ended ${ended.restarts + 1} times`);
  }

  /** All roles at once; exit codes. */
  async stopServer(): Promise<(number | NodeJS.Signals)[]> {
    const exits = await Promise.all([...this.pods].map(([role, pod]) => this.retire(role, pod)));
    this.pods.clear();
    return exits;
  }

  /** One role after the other, each first up, then down, as Deployments do. */
  async replaceServer(next: TemporalRelease): Promise<void> {
    for (const role of ROLES) {
      const old = this.pods.get(role)!;
      this.pods.set(role, await this.network.rollOut(this.deployment(role, next)));
      await this.retire(role, old);
    }
    await this.healthy();
  }

  /** Takes a pod out of its services and ends it. */
  retire(role: Role, pod: Pod): Promise<number | NodeJS.Signals> {
    return this.network.retire(pod, podOf(this.deployment(role)).spec.terminationGracePeriodSeconds!);
  }

  private healthy(): Promise<void> {
    return this.succeeds("the frontend is healthy", HEALTHY_WITHIN_SECONDS, "operator", "cluster", "health");
  }

  private succeeds(what: string, seconds: number, ...args: readonly string[]): Promise<void> {
    const run = () =>
      this.temporal(...args).then(
        () => true,
        () => false,
      );
    return eventually(what, seconds, run);
  }

  /** Runs the command line where an operator would: in the administration pod. */
  temporal(...args: readonly string[]): Promise<string> {
    return this.network.exec(manifest(this.release, "Deployment", "admintools"), ["temporal", ...args]);
  }

  private async ask<T>(...args: readonly string[]): Promise<T> {
    return JSON.parse(await this.temporal(...args, "--output", "json")) as T;
  }

  /** What managed Prometheus would collect from every role, in Prometheus' text format. */
  async metrics(): Promise<string> {
    const scrape = ({ ip }: Pod) => runIn(this.network, ["curl", "--silent", "--fail", `http://${ip}:9090/metrics`]);
    return (await Promise.all([...this.pods.values()].map(scrape))).join("\n");
  }

  async serverVersion(): Promise<string> {
    return (await this.ask<{ serverVersion: string }>("operator", "cluster", "system")).serverVersion;
  }

  /** Seconds, as the server says them: `86400s`. */
  async retentionOf(namespace: string): Promise<string> {
    const describe = ["operator", "namespace", "describe", "--namespace", namespace];
    return (await this.ask<{ config: { workflowExecutionRetentionTtl: string } }>(...describe)).config
      .workflowExecutionRetentionTtl;
  }

  /** What the schema job wrote into each database. */
  schemaVersions(): Record<string, string> {
    const version = (database: string) => this.postgres.sql(database, "select curr_version from schema_version");
    return Object.fromEntries(Object.values(DATABASES).map((database) => [database, version(database)]));
  }

  /** The test's own program, told where Temporal is as the application is. */
  private client(...args: readonly string[]): Manifest {
    const container = {
      name: "client",
      image: "client",
      command: ["client", ...args],
      env: Object.entries(this.release.applicationEnv).map(([name, value]) => ({ name, value })),
      securityContext: {
        runAsUser: 1001,
        runAsGroup: 1001,
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ["ALL"] },
      },
    };
    return {
      apiVersion: "v1",
      kind: "Client",
      metadata: { name: `client-${args[0]}` },
      spec: { backoffLimit: 1, template: { metadata: {}, spec: { containers: [container] } } },
    };
  }

  /** Starts what works on the workflows. */
  async startWorker(): Promise<void> {
    await this.network.rollOut(this.client("work"));
  }

  /** Runs many workflows at once to their end. */
  async runMany(name: string, number: number): Promise<void> {
    await this.network.complete(this.client("crowd", name, String(number)));
  }

  /** Starts a workflow and waits until it waits for its signal. */
  async startOrder(id: string, timerSeconds = 1): Promise<void> {
    const queue = this.release.applicationEnv["TEMPORAL_TASK_QUEUE"]!;
    const input = String(timerSeconds * 1e9); // Go counts in nanoseconds
    const what = ["--workflow-id", id, "--type", "Order", "--task-queue", queue, "--input", input];
    await this.temporal("workflow", "start", ...what);
    await this.eventIn(id, "ACTIVITY_TASK_COMPLETED");
  }

  /** Lets a workflow go on, into its timer. */
  async signal(id: string): Promise<void> {
    await this.temporal("workflow", "signal", "--workflow-id", id, "--name", "go-on");
    await this.eventIn(id, "TIMER_STARTED");
  }

  /** Waits for a workflow's end. */
  result(id: string): Promise<{ readonly status: string; readonly result: unknown }> {
    return this.ask("workflow", "result", "--workflow-id", id);
  }

  private eventIn(id: string, type: string): Promise<void> {
    return eventually(`${type} in the history of ${id}`, 30, async () => {
      const { events } = await this.ask<{ events: { eventType: string }[] }>("workflow", "show", "--workflow-id", id);
      return events.some(({ eventType }) => eventType === `EVENT_TYPE_${type}`);
    });
  }
}

function manifest({ manifests }: TemporalRelease, kind: string, name: string): Manifest {
  const found = manifests.filter((one) => one.kind === kind && one.metadata.name.includes(`-${name}`));
  if (found.length !== 1) throw new Error(`${found.length} manifests are ${kind} …-${name}`);
  return found[0]!;
}
