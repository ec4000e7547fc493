import type { App } from "cdktf";
import type { Environment } from "./config/schema/environment";
import { ClusterStack } from "./stacks/cluster-stack";
import { DataStack } from "./stacks/data-stack";
import { NetworkStack } from "./stacks/network-stack";
import { WorkloadsStack } from "./stacks/workloads-stack";

/**
 * All of FlowMaestro, and all that crosses its stacks:
 *
 *     network ──► data ─────┐
 *        └──────► cluster ──┴──► workloads
 */
export function buildApp(app: App, environment: Environment): void {
  const network = new NetworkStack(app, "network", { environment });
  const data = new DataStack(app, "data", { environment, network: network.outputs });
  const cluster = new ClusterStack(app, "cluster", { environment, network: network.outputs });
  new WorkloadsStack(app, "workloads", {
    environment,
    network: network.outputs,
    data: data.outputs,
    cluster: cluster.outputs,
  });
}
