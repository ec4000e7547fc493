import { randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { gunzipSync, gzipSync } from "node:zlib";
import { AppsV1Api, CoreV1Api, KubeConfig, NetworkingV1Api, type V1Pod } from "@kubernetes/client-node";
import { deployStacks, type DeployOptions, destroyStacks } from "../../../cli/deploy/deploy";
import { kubeconfigVariables } from "../../../cli/deploy/kubeconfig";
import { kubeconfigClusters } from "../../../cli/deploy/kubeconfig-client";
import { narrate } from "../../../cli/deploy/narrate";
import type { Outcome } from "../../../cli/deploy/progress";
import { readStacks } from "../../../cli/deploy/synth";
import { type Version, writeStack } from "./stack";

const STACK = "app";

/** A namespace on a real cluster, the stack that makes it, and what there is in it. */
export class Installation {
  readonly namespace = `deploy-test-${randomUUID().slice(0, 8)}`;
  readonly lines: string[] = [];
  readonly outdir: string;
  readonly folder: string;
  readonly stateFile: string;
  private readonly root = mkdtempSync(join(tmpdir(), "deploy-test-"));
  private readonly core: CoreV1Api;
  private readonly apps: AppsV1Api;
  private readonly networking: NetworkingV1Api;

  constructor() {
    this.outdir = join(this.root, "cdktf.out");
    this.folder = join(this.outdir, "stacks", STACK);
    this.stateFile = join(this.root, "terraform-state", "app.tfstate");
    mkdirSync(this.folder, { recursive: true });
    const stacks = { [STACK]: { name: STACK, workingDirectory: `stacks/${STACK}`, dependencies: [] } };
    writeFileSync(join(this.outdir, "manifest.json"), JSON.stringify({ stacks }));
    const config = new KubeConfig();
    config.loadFromDefault();
    this.core = config.makeApiClient(CoreV1Api);
    this.apps = config.makeApiClient(AppsV1Api);
    this.networking = config.makeApiClient(NetworkingV1Api);
  }

  write(version: Version): void {
    writeStack(this.folder, this.namespace, version);
  }

  private options(more: Partial<DeployOptions>): DeployOptions {
    return {
      stacks: readStacks(this.outdir),
      clusterOf: kubeconfigClusters(process.env),
      env: { ...process.env, ...kubeconfigVariables(process.env) },
      onProgress: (progress) => this.lines.push(...narrate(progress)),
      ...more,
    };
  }

  async deploy(more: Partial<DeployOptions> = {}): Promise<Outcome> {
    this.lines.length = 0;
    return (await deployStacks(this.options(more))).get(STACK)!;
  }

  async destroy(): Promise<Outcome> {
    this.lines.length = 0;
    return (await destroyStacks(this.options({}))).get(STACK)!;
  }

  /** Names of everything in the namespace that does not belong to the cluster or to Helm's own storage. */
  async objects(): Promise<Readonly<Record<string, readonly string[]>>> {
    const { namespace } = this;
    const names = (items: readonly { readonly metadata?: { readonly name?: string } }[]) =>
      items.map(({ metadata }) => metadata!.name!).sort();
    const secrets = await this.core.listNamespacedSecret({ namespace });
    return {
      secrets: names(secrets.items.filter(({ type }) => type === "Opaque")),
      configMaps: names((await this.core.listNamespacedConfigMap({ namespace })).items),
      serviceAccounts: names((await this.core.listNamespacedServiceAccount({ namespace })).items),
      networkPolicies: names((await this.networking.listNamespacedNetworkPolicy({ namespace })).items),
      deployments: names((await this.apps.listNamespacedDeployment({ namespace })).items),
      services: names((await this.core.listNamespacedService({ namespace })).items),
    };
  }

  /** Status of each revision of the release, the oldest first. */
  async history(): Promise<readonly string[]> {
    const labelSelector = "owner=helm,name=service";
    const { items } = await this.core.listNamespacedSecret({ namespace: this.namespace, labelSelector });
    const revisions = items.map(({ metadata }) => metadata!.labels!);
    return revisions.sort((a, b) => Number(a.version) - Number(b.version)).map(({ status }) => status!);
  }

  /** Waits until Helm has noted that it is at the release. */
  async pending(): Promise<void> {
    while (!(await this.history()).some((status) => status.startsWith("pending-"))) await sleep(100);
  }

  async pods(): Promise<readonly V1Pod[]> {
    const { items } = await this.core.listNamespacedPod({ namespace: this.namespace });
    return items.filter(({ metadata }) => !metadata?.deletionTimestamp);
  }

  /** What the ready pods were told to answer. */
  async serving(): Promise<readonly string[]> {
    const ready = (await this.pods()).filter(({ status }) =>
      status?.conditions?.some(({ type, status: is }) => type === "Ready" && is === "True"),
    );
    return ready.map(({ spec }) => spec!.containers[0]!.env!.find(({ name }) => name === "MSG")!.value!);
  }

  async secret(name: string): Promise<Readonly<Record<string, string>>> {
    const { data = {} } = await this.core.readNamespacedSecret({ namespace: this.namespace, name });
    return Object.fromEntries(
      Object.entries(data).map(([key, value]) => [key, Buffer.from(value, "base64").toString("utf8")]),
    );
  }

  /** Makes some of the stack's objects by hand, as an apply does that is killed before it can note them. */
  async makeUnnoted(): Promise<void> {
    const { namespace } = this;
    await this.core.createNamespace({ body: { metadata: { name: namespace } } });
    const metadata = (name: string) => ({ name, namespace });
    await this.core.createNamespacedServiceAccount({ namespace, body: { metadata: metadata("service") } });
    await this.core.createNamespacedConfigMap({
      namespace,
      body: { metadata: metadata("settings"), data: { message: "?" } },
    });
    const secrets = { generated: { password: "already-in-use" }, plain: { MESSAGE: "of an earlier deploy" } };
    for (const [name, stringData] of Object.entries(secrets)) {
      await this.core.createNamespacedSecret({
        namespace,
        body: { metadata: metadata(name), type: "Opaque", stringData },
      });
    }
  }

  /** Sets what Helm's storage says of the newest revision, as a Helm that is killed leaves it. */
  async interrupt(status: string): Promise<void> {
    const labelSelector = "owner=helm,name=service";
    const { items } = await this.core.listNamespacedSecret({ namespace: this.namespace, labelSelector });
    const newest = items.sort((a, b) => Number(b.metadata!.labels!.version) - Number(a.metadata!.labels!.version))[0]!;
    const packed = Buffer.from(Buffer.from(newest.data!.release!, "base64").toString("ascii"), "base64");
    const record = JSON.parse(gunzipSync(packed).toString("utf8")) as { info: { status: string } };
    record.info.status = status;
    const release = Buffer.from(gzipSync(JSON.stringify(record)).toString("base64")).toString("base64");
    await this.core.replaceNamespacedSecret({
      namespace: this.namespace,
      name: newest.metadata!.name!,
      body: {
        ...newest,
        metadata: { ...newest.metadata, labels: { ...newest.metadata!.labels, status } },
        data: { release },
      },
    });
  }

  /** Lets nobody make a further pod. */
  async allowPods(pods: string): Promise<void> {
    const { namespace } = this;
    const body = { metadata: { name: "pods" }, spec: { hard: { pods } } };
    await this.core.createNamespacedResourceQuota({ namespace, body });
  }

  /** Lets everybody make pods again. */
  async allowAllPods(): Promise<void> {
    await this.core.deleteNamespacedResourceQuota({ namespace: this.namespace, name: "pods" });
  }

  /** Asks for the namespace's deletion, which takes some seconds. */
  async startDeletion(): Promise<void> {
    await this.core.deleteNamespace({ name: this.namespace });
  }

  async namespaceExists(): Promise<boolean> {
    const { items } = await this.core.listNamespace({ fieldSelector: `metadata.name=${this.namespace}` });
    return items.length > 0;
  }

  /** Addresses in the state; one that were there twice would be here twice. */
  addresses(): readonly string[] {
    interface State {
      readonly resources: readonly { readonly type: string; readonly name: string; readonly instances: object[] }[];
    }
    const { resources } = JSON.parse(readFileSync(this.stateFile, "utf8")) as State;
    return resources.flatMap(({ type, name, instances }) => instances.map(() => `${type}.${name}`)).sort();
  }

  /** Everything that Terraform has written: states, their copies, plans. Its providers and the chart are not. */
  written(): string {
    const files = readdirSync(this.root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const paths = files.map(({ parentPath, name }) => join(parentPath, name));
    return paths.map((path) => readFileSync(path, "latin1")).join("\n");
  }

  async remove(): Promise<void> {
    if (await this.namespaceExists()) await this.core.deleteNamespace({ name: this.namespace });
    if (!process.env.KEEP) rmSync(this.root, { recursive: true });
  }
}
