import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { KubeConfig } from "@kubernetes/client-node";
import type { ClusterConnection } from "../../cli/fmctl/cluster/connection";

/** A Kubernetes API at its HTTP boundary, for reading: lists by their paths; everything else is not found. */
export class FakeClusterApi {
  /** `/apis/apps/v1/namespaces/flowmaestro/deployments` → its items. */
  readonly lists: Record<string, readonly object[]> = { "/api/v1/namespaces/default": [] };
  /** Changes what there is, each time that something is asked. */
  onRequest: ((path: string) => void) | undefined;
  private server: Server | undefined;

  async start(): Promise<this> {
    this.server = createServer(({ url = "/" }, response) => {
      const path = url.split("?")[0]!;
      this.onRequest?.(path);
      const items = this.lists[path];
      response.writeHead(items ? 200 : 404, { "content-type": "application/json" });
      response.end(JSON.stringify(items ? { items } : { kind: "Status", code: 404, message: `${path} not found` }));
    });
    await new Promise<void>((resolve) => this.server!.listen(0, "127.0.0.1", resolve));
    return this;
  }

  connection(): ClusterConnection {
    const config = new KubeConfig();
    const { port } = this.server!.address() as AddressInfo;
    config.loadFromClusterAndUser(
      { name: "fake", server: `http://127.0.0.1:${port}`, skipTLSVerify: true },
      { name: "x" },
    );
    const contextArguments = { kubectl: "--context fake", helm: "--kube-context fake" };
    return { name: "the cluster of context fake", config, contextArguments };
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve) ?? resolve(undefined));
  }
}

/** A Deployment of a service with an image. */
export function deployment(service: string, image: string, pods: { wanted: number; available: number }): object {
  return {
    metadata: { name: service, generation: 1, labels: { "app.kubernetes.io/instance": service } },
    spec: { replicas: pods.wanted, template: { spec: { containers: [{ name: service, image }] } } },
    status: { observedGeneration: 1, availableReplicas: pods.available },
  };
}
