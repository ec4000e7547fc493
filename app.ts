import type { App } from "cdktf";
import type { Environment } from "./config/schema/environment";
import type { LocalEnvironment } from "./config/schema/local";
import { ClusterStack } from "./stacks/cluster-stack";
import { DataStack } from "./stacks/data-stack";
import { edgeConfig } from "./stacks/edge-config";
import { GoogleFoundation } from "./stacks/google-foundation";
import { LocalDataStack } from "./stacks/local-data-stack";
import { LocalFoundation } from "./stacks/local-foundation";
import { NetworkStack } from "./stacks/network-stack";
import { ObservabilityStack } from "./stacks/observability-stack";
import { WorkloadsStack } from "./stacks/workloads-stack";

/**
 * All of FlowMaestro in Google Cloud, and all that crosses its stacks:
 *
 *     network ──► data ─────┐
 *        └──────► cluster ──┴──► workloads ──► observability
 *
 * Observability also reads the first three, whose things it watches.
 */
function buildCloud(app: App, environment: Environment): void {
  const network = new NetworkStack(app, "network", { environment }).outputs;
  const data = new DataStack(app, "data", { environment, network }).outputs;
  const cluster = new ClusterStack(app, "cluster", { environment, network }).outputs;
  const workloads = new WorkloadsStack(app, "workloads", {
    environment,
    foundation: (scope) => new GoogleFoundation(scope, "Default", { environment, data, cluster }),
    edge: { ...edgeConfig(environment), network },
  }).outputs;
  new ObservabilityStack(app, "observability", { environment, network, data, cluster, workloads });
}

/** The same workloads in a cluster of one's own, on stand-ins for Google's services. */
function buildLocal(app: App, environment: LocalEnvironment): void {
  const data = new LocalDataStack(app, "data", { environment }).outputs;
  new WorkloadsStack(app, "workloads", {
    environment,
    foundation: (scope) => new LocalFoundation(scope, "Default", { environment, data }),
  });
}

/** Constructs the stacks of an environment. */
export function buildApp(app: App, environment: Environment | LocalEnvironment): void {
  if ("kubernetes" in environment) buildLocal(app, environment);
  else buildCloud(app, environment);
}
