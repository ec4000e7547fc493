import {
  ApiException,
  type CoreV1Event,
  CoreV1Api,
  createConfiguration,
  KubeConfig,
  KubernetesObjectApi,
  ServerConfiguration,
  type V1Pod,
  type V1Secret,
} from "@kubernetes/client-node";
import type { ClusterClient, LogRequest, ObjectFacts, ObjectName, StoredRevision } from "./cluster";
import { DeployError } from "./deploy-error";
import { failedRecord } from "./helm-record";
import { kubeconfigTarget, type KubeconfigTarget } from "./kubeconfig";
import { readStack } from "./stack-json";
import type { Stack } from "./synth";

const TIMEOUT_MS = 10_000;
const MAX_LOG_BYTES = 16 * 1024;
const RELEASE_ANNOTATION = "meta.helm.sh/release-name";

function read(file: string): KubeConfig {
  const config = new KubeConfig();
  try {
    config.loadFromFile(file);
    return config;
  } catch (error) {
    throw new DeployError("cluster", `The kubeconfig ${file} cannot be read: ${reasonOf(error)}.`);
  }
}

function load({ files, context }: KubeconfigTarget): KubeConfig {
  const [config, ...others] = files.map(read);
  for (const other of others) config!.mergeConfig(other, true);
  if (context !== undefined) config!.setCurrentContext(context);
  if (config!.getCurrentCluster()) return config!;
  const known = config!.getContexts().map(({ name }) => name);
  const got = config!.getCurrentContext() || "no current context";
  throw new DeployError(
    "cluster",
    `${files.join(", ")}: got ${got}, expected one of its contexts, ${known.join(", ") || "of which it has none"}; ` +
      `name one in the environment file (kubernetes.context) or with \`kubectl config use-context\`.`,
  );
}

/** A {@link ClusterClient} for a context of a kubeconfig, with whatever way of logging in that has. */
export class KubeconfigClient implements ClusterClient {
  readonly name: string;
  readonly contextArguments: ClusterClient["contextArguments"];
  private readonly server: string;
  private readonly core: CoreV1Api;
  private readonly objects: KubernetesObjectApi;

  constructor(target: KubeconfigTarget) {
    const config = load(target);
    const context = config.getCurrentContext();
    this.name = `the cluster of context ${context}`;
    this.contextArguments = { kubectl: `--context ${context}`, helm: `--kube-context ${context}` };
    this.server = config.getCurrentCluster()!.server;
    const configuration = createConfiguration({
      baseServer: new ServerConfiguration(this.server, {}),
      authMethods: { default: config },
      promiseMiddleware: [
        {
          pre: (request) => {
            request.setSignal(AbortSignal.timeout(TIMEOUT_MS));
            return Promise.resolve(request);
          },
          post: (response) => Promise.resolve(response),
        },
      ],
    });
    this.core = new CoreV1Api(configuration);
    this.objects = new KubernetesObjectApi(configuration);
  }

  async check(): Promise<void> {
    await this.ask("find anything", () => this.core.readNamespace({ name: "default" }));
  }

  async find({ apiVersion, kind, name, namespace }: ObjectName): Promise<ObjectFacts | undefined> {
    const metadata = namespace === undefined ? { name } : { name, namespace };
    const found = await this.ask(`read ${kind} ${name}`, () => this.objects.read({ apiVersion, kind, metadata }));
    if (!found) return undefined;
    const { creationTimestamp, deletionTimestamp, annotations } = found.metadata ?? {};
    return {
      createdAt: creationTimestamp && new Date(creationTimestamp),
      deleting: deletionTimestamp !== undefined,
      release: annotations?.[RELEASE_ANNOTATION],
    };
  }

  async pods(namespace: string): Promise<readonly V1Pod[]> {
    return (await this.ask("list pods", () => this.core.listNamespacedPod({ namespace })))?.items ?? [];
  }

  async events(namespace: string): Promise<readonly CoreV1Event[]> {
    return (await this.ask("list events", () => this.core.listNamespacedEvent({ namespace })))?.items ?? [];
  }

  async log({ namespace, pod, container, previous, lines }: LogRequest): Promise<string> {
    try {
      return await this.core.readNamespacedPodLog({
        namespace,
        name: pod,
        container,
        previous,
        tailLines: lines,
        limitBytes: MAX_LOG_BYTES,
      });
    } catch {
      // There is no log before a container has started and after its pod is gone. Neither is worth a failure of its own.
      return "";
    }
  }

  async revisions(namespace: string, release: string): Promise<readonly StoredRevision[]> {
    const labelSelector = `owner=helm,name=${release}`;
    const found = await this.ask("list Helm's releases", () =>
      this.core.listNamespacedSecret({ namespace, labelSelector }),
    );
    return (found?.items ?? [])
      .map(({ metadata }: V1Secret) => ({
        secret: metadata!.name!,
        revision: Number(metadata!.labels!.version),
        status: metadata!.labels!.status!,
      }))
      .sort((a, b) => b.revision - a.revision);
  }

  async failRevision(namespace: string, { secret: name }: StoredRevision, description: string): Promise<void> {
    await this.ask(`mend ${name}`, async () => {
      const secret = await this.core.readNamespacedSecret({ namespace, name });
      const { metadata, data } = secret;
      // With the resourceVersion that was read: whatever changed it since then wins.
      const body: V1Secret = {
        ...secret,
        metadata: { ...metadata, labels: { ...metadata?.labels, status: "failed" } },
        data: { ...data, release: failedRecord(data!.release!, description) },
      };
      return this.core.replaceNamespacedSecret({ namespace, name, body });
    });
  }

  /** What the cluster answers; nothing for "not found". */
  private async ask<T>(what: string, request: () => Promise<T>): Promise<T | undefined> {
    try {
      return await request();
    } catch (error) {
      if (error instanceof ApiException && error.code === 404) return undefined;
      throw new DeployError("cluster", `Could not ${what} in ${this.name} at ${this.server}: ${reasonOf(error)}.`);
    }
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof ApiException) {
    const body: unknown = error.body;
    const { message } = (typeof body === "object" && body !== null ? body : {}) as { readonly message?: string };
    return message ?? `HTTP status ${error.code}`;
  }
  if (!(error instanceof Error)) return String(error);
  if (error.name === "AbortError" || error.name === "TimeoutError") return `no answer within ${TIMEOUT_MS / 1000} s`;
  return error.message.split("\n")[0]!;
}

/** Finds the cluster of each stack whose providers get it from a kubeconfig; one client for each cluster. */
export function kubeconfigClusters(env: NodeJS.ProcessEnv): (stack: Stack) => ClusterClient | undefined {
  const clients = new Map<string, ClusterClient>();
  return ({ folder }) => {
    const target = kubeconfigTarget(readStack(folder), env);
    if (!target) return undefined;
    const key = JSON.stringify(target);
    const client = clients.get(key) ?? new KubeconfigClient(target);
    clients.set(key, client);
    return client;
  };
}
