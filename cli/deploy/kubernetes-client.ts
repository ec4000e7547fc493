import {
  ApiException,
  type CoreV1Event,
  CoreV1Api,
  type KubeConfig,
  KubernetesObjectApi,
  type V1Pod,
  type V1Secret,
} from "@kubernetes/client-node";
import { limitedConfiguration } from "../shared/kubernetes-configuration";
import type { ClusterClient, LogRequest, ObjectFacts, ObjectName, StoredRevision } from "./cluster";
import { DeployError } from "./deploy-error";
import { failedRecord } from "./helm-record";

const TIMEOUT_MS = 10_000;
const MAX_LOG_BYTES = 16 * 1024;
const RELEASE_ANNOTATION = "meta.helm.sh/release-name";

/** A cluster, how to log in to it, and how to call it. */
export interface KubernetesTarget extends Pick<ClusterClient, "name" | "contextArguments"> {
  readonly config: KubeConfig;
}

/** A {@link ClusterClient} for the current context of a kubeconfig, with whatever way of logging in that has. */
export class KubernetesClient implements ClusterClient {
  readonly name: string;
  readonly contextArguments: ClusterClient["contextArguments"];
  private readonly server: string;
  private readonly core: CoreV1Api;
  private readonly objects: KubernetesObjectApi;

  constructor({ name, contextArguments, config }: KubernetesTarget) {
    this.name = name;
    this.contextArguments = contextArguments;
    this.server = config.getCurrentCluster()!.server;
    const configuration = limitedConfiguration(config, TIMEOUT_MS);
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

/** Why a request failed, in one line. */
export function reasonOf(error: unknown): string {
  if (error instanceof ApiException) {
    const body: unknown = error.body;
    const { message } = (typeof body === "object" && body !== null ? body : {}) as { readonly message?: string };
    return message ?? `HTTP status ${error.code}`;
  }
  if (!(error instanceof Error)) return String(error);
  if (error.name === "AbortError" || error.name === "TimeoutError") return `no answer within ${TIMEOUT_MS / 1000} s`;
  return error.message.split("\n")[0]!;
}
