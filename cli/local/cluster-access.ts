import { createServer, type AddressInfo } from "node:net";
import { AppsV1Api, CoreV1Api, KubeConfig, PortForward } from "@kubernetes/client-node";
import type { Availability, ClusterAccess, ConnectTarget } from "./cluster";
import { CommandError } from "../shared/command-error";

const TIMEOUT_MS = 8_000;

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as { readonly code?: unknown };
  if (code === 401 || code === 403) return `it refuses the kubeconfig's login (HTTP ${code})`;
  return error.message.split("\n")[0]!;
}

async function within<T>(promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${TIMEOUT_MS / 1000} s`)), TIMEOUT_MS);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** {@link ClusterAccess} through the Kubernetes API, with whatever way of logging in the context has. */
export class KubernetesAccess implements ClusterAccess {
  private readonly config = new KubeConfig();
  private readonly core: CoreV1Api;
  private readonly apps: AppsV1Api;

  constructor({ files, context }: ConnectTarget) {
    try {
      const [first, ...others] = files;
      this.config.loadFromFile(first!);
      for (const file of others) {
        const other = new KubeConfig();
        other.loadFromFile(file);
        this.config.mergeConfig(other, true);
      }
      this.config.setCurrentContext(context);
      this.core = this.config.makeApiClient(CoreV1Api);
      this.apps = this.config.makeApiClient(AppsV1Api);
    } catch (error) {
      throw new CommandError(`The kubeconfig ${files.join(", ")} cannot be used: ${reasonOf(error)}.`);
    }
  }

  async id(): Promise<string> {
    const { metadata } = await this.ask(() => this.core.readNamespace({ name: "kube-system" }));
    return metadata!.uid!;
  }

  async hasNamespace(name: string): Promise<boolean> {
    const { items } = await this.ask(() => this.core.listNamespace({ fieldSelector: `metadata.name=${name}` }));
    return items.length > 0;
  }

  async deployments(namespace: string): Promise<readonly Availability[]> {
    const { items } = await this.ask(() => this.apps.listNamespacedDeployment({ namespace }));
    return items.map(({ metadata, spec, status }) => ({
      name: metadata!.name!,
      wanted: spec?.replicas ?? 1,
      available: (status?.observedGeneration ?? 0) < metadata!.generation! ? 0 : (status?.availableReplicas ?? 0),
    }));
  }

  /**
   * Through a port-forward, since that is not subject to network policies: the API server's proxy comes from an address
   * that a cluster which enforces them may refuse.
   */
  async get({ namespace, service, port, path }: Parameters<ClusterAccess["get"]>[0]) {
    const labelSelector = `app.kubernetes.io/instance=${service}`;
    const { items } = await this.ask(() => this.core.listNamespacedPod({ namespace, labelSelector }));
    const isReady = (pod: (typeof items)[number]) =>
      pod.status?.conditions?.some(({ type, status }) => type === "Ready" && status === "True");
    const pod = (items.find(isReady) ?? items[0])?.metadata?.name;
    if (pod === undefined) return { status: 0, body: "it has no pod" };

    const forward = new PortForward(this.config);
    const server = createServer((socket) => {
      socket.on("error", () => undefined);
      forward.portForward(namespace, pod, [port], socket, null, socket).catch(() => socket.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      const answer = await fetch(url, { signal, redirect: "manual", headers: { connection: "close" } });
      return { status: answer.status, body: await answer.text() };
    } catch (error) {
      return { status: 0, body: reasonOf(error) };
    } finally {
      server.close();
    }
  }

  private async ask<T>(request: () => Promise<T>): Promise<T> {
    try {
      return await within(request());
    } catch (error) {
      const { name, server } = {
        name: this.config.getCurrentContext(),
        server: this.config.getCurrentCluster()?.server,
      };
      throw new CommandError(`The cluster of context ${name} at ${server} does not answer: ${reasonOf(error)}.`);
    }
  }
}
