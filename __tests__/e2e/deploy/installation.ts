import { spawnSync } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { AppsV1Api, CoreV1Api, KubeConfig, NetworkingV1Api, type V1Pod } from "@kubernetes/client-node";
import { deployStacks, type DeployOptions, destroyStacks } from "../../../cli/deploy/deploy";
import { kubeconfigVariables } from "../../../cli/deploy/kubeconfig";
import { kubeconfigClusters } from "../../../cli/deploy/kubeconfig-client";
import { narrate } from "../../../cli/deploy/narrate";
import type { Outcome } from "../../../cli/deploy/progress";
import { readStacks } from "../../../cli/deploy/synth";

const CHARTS = join(__dirname, "..", "..", "..", "charts");
/** A static binary that serves, sleeps, fills memory or exits, as its arguments say. */
const IMAGE = { repository: "lab.local/podtool", tag: "1" };
const PROGRAM = "/podtool";
const STACK = "app";

/** What differs between two versions of what is deployed. */
export interface Version {
  /** A variable of the container, and the content of the config map. */
  readonly message: string;
  /** Values of the service's chart that are other ones. @default - it serves */
  readonly values?: Readonly<Record<string, unknown>>;
  /** Seconds until it says that it is ready. @default - 3 */
  readonly readyAfterSeconds?: number;
  /** Seconds until the release is given up. @default - 120 */
  readonly timeoutSeconds?: number;
  /** Arguments of the program that migrates before the service is rolled out. @default - there is no such release */
  readonly migrate?: readonly string[];
}

/** Why these tests cannot run here, or nothing when they can. */
export function missing(): string | undefined {
  if (!process.env.KUBECONFIG) return "KUBECONFIG names no cluster on which namespaces may be made";
  if (spawnSync("terraform", ["version"]).status !== 0) return "terraform is not installed";
  const folder = mkdtempSync(join(tmpdir(), "deploy-test-"));
  try {
    writeStack(folder, "deploy-test", { message: "none" });
    const init = spawnSync("terraform", ["init", "-backend=false", "-input=false"], { cwd: folder, encoding: "utf8" });
    if (init.status === 0) return undefined;
    return `terraform init found no providers; reach the registry or name a mirror with TF_CLI_CONFIG_FILE: ${init.stderr.split("\n")[1]}`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const required = (provider: string, version: string) => ({ [provider]: { source: `hashicorp/${provider}`, version } });

const STORAGE = { "ephemeral-storage": "16Mi" };
const RESOURCES = {
  requests: { cpu: "10m", memory: "16Mi", ...STORAGE },
  limits: { cpu: "200m", memory: "32Mi", ...STORAGE },
};

function serviceValues({ message, values, readyAfterSeconds = 3 }: Version): object {
  const httpGet = { path: "/readyz", port: "http" };
  return {
    image: IMAGE,
    args: ["serve", ":8080"],
    port: 8080,
    env: { MSG: message },
    secretEnvFrom: ["plain"],
    serviceAccountName: "service",
    replicas: 1,
    runAsUser: 1000,
    drainSeconds: 0,
    shutdownSeconds: 5,
    writableSizeLimit: "1Mi",
    probes: { readiness: { httpGet, initialDelaySeconds: readyAfterSeconds, periodSeconds: 1 } },
    resources: RESOURCES,
    ...values,
  };
}

function migrationValues(args: readonly string[]): object {
  const schemaCommand = [PROGRAM, "exit", "0"];
  const command = [PROGRAM, ...args];
  return { image: IMAGE, schemaCommand, command, serviceAccountName: "service", resources: RESOURCES };
}

function revisionOf(text: string): number {
  return Number.parseInt(createHash("sha256").update(text).digest("hex").slice(0, 7), 16);
}

/** A stack such as CDKTF writes: everything that can be adopted, and the project's own chart. */
function writeStack(folder: string, namespaceName: string, version: Version): void {
  const namespace = "${kubernetes_namespace_v1.namespace.metadata[0].name}";
  const secret = (name: string, data: Record<string, string>, revision: number) => ({
    metadata: { name, namespace },
    type: "Opaque",
    data_wo: data,
    data_wo_revision: revision,
  });
  const release = (name: string, chart: string, values: object, dependsOn: readonly string[]) => ({
    name,
    namespace,
    chart,
    values: [JSON.stringify(values)],
    atomic: true,
    cleanup_on_fail: true,
    wait: true,
    wait_for_jobs: true,
    timeout: version.timeoutSeconds ?? 120,
    max_history: 10,
    upgrade_install: true,
    depends_on: dependsOn,
  });
  const credentials = Object.fromEntries(["host", "port", "database", "user", "password"].map((key) => [key, key]));
  const { migrate } = version;
  const stack = {
    terraform: {
      required_version: ">= 1.11.0",
      backend: { local: { path: "../../../terraform-state/app.tfstate" } },
      required_providers: {
        ...required("kubernetes", "3.2.1"),
        ...required("helm", "3.1.2"),
        ...required("random", "3.9.0"),
      },
    },
    provider: { kubernetes: [{}], helm: [{ kubernetes: {} }] },
    ephemeral: { random_password: { password: { length: 32 } } },
    resource: {
      kubernetes_namespace_v1: {
        namespace: {
          metadata: { name: namespaceName, labels: { "pod-security.kubernetes.io/enforce": "restricted" } },
          timeouts: { delete: "5m" },
        },
      },
      kubernetes_secret_v1: {
        generated: secret("generated", { password: "${ephemeral.random_password.password.result}" }, 7),
        plain: secret("plain", { MESSAGE: version.message }, revisionOf(version.message)),
        ...(migrate && { database: secret("db-credentials", credentials, 1) }),
      },
      kubernetes_config_map_v1: {
        settings: { metadata: { name: "settings", namespace }, data: { message: version.message } },
      },
      kubernetes_service_account_v1: {
        service: { metadata: { name: "service", namespace }, automount_service_account_token: false },
      },
      kubernetes_network_policy_v1: {
        deny: { metadata: { name: "deny", namespace }, spec: { pod_selector: {}, policy_types: ["Ingress"] } },
      },
      helm_release: {
        service: release("service", "service", serviceValues(version), [
          "kubernetes_secret_v1.generated",
          "kubernetes_secret_v1.plain",
          "kubernetes_config_map_v1.settings",
          "kubernetes_service_account_v1.service",
          ...(migrate ? ["helm_release.migrations"] : []),
        ]),
        ...(migrate && {
          migrations: release("migrations", "migrations", migrationValues(migrate), [
            "kubernetes_secret_v1.database",
            "kubernetes_service_account_v1.service",
          ]),
        }),
      },
    },
  };
  writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify(stack, undefined, 2));
  for (const chart of ["service", "migrations"]) cpSync(join(CHARTS, chart), join(folder, chart), { recursive: true });
}

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
