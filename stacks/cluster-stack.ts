import type { Construct } from "constructs";
import type { Environment } from "../config/schema/environment";
import { AutopilotCluster } from "../constructs/cluster/autopilot-cluster";
import { NodeIdentity } from "../constructs/cluster/node-identity";
import { ServiceIdentity } from "../constructs/cluster/service-identity";
import { googleProvider } from "../constructs/shared/providers";
import { BaseStack, type BaseStackProps } from "./base-stack";
import { crossed } from "./crossed";
import type { NetworkOutputs } from "./network-stack";
import { labelsOf, providerConfig } from "./provider-config";

/** What the other stacks know of the cluster. */
export interface ClusterOutputs {
  /** Name of the cluster. */
  readonly clusterName: string;
  /** Host name of the control plane's DNS endpoint. */
  readonly endpoint: string;
  /** E-mail address of the nodes' service account. */
  readonly nodeServiceAccount: string;
  /** E-mail address of every service's Google identity, by the service's name. */
  readonly serviceAccounts: Readonly<Record<string, string>>;
}

/** Properties of {@link ClusterStack}. */
export interface ClusterStackProps extends BaseStackProps {
  /** The environment. */
  readonly environment: Environment;
  /** What the network stack put out. */
  readonly network: NetworkOutputs;
}

/** GKE Autopilot, and the identities of what runs in it. */
export class ClusterStack extends BaseStack {
  readonly outputs: ClusterOutputs;

  constructor(scope: Construct, id: string, props: ClusterStackProps) {
    super(scope, id, props);
    const { environment } = props;
    const { networkId, subnetId, podRangeName, serviceRangeName } = props.network;
    const network = crossed(this, "network", { networkId, subnetId, podRangeName, serviceRangeName });
    const { project, region, kmsKey } = environment;
    googleProvider(this, providerConfig(environment, id));

    const nodes = new NodeIdentity(this, "node_identity", { project });
    const cluster = new AutopilotCluster(this, "cluster", {
      ...network,
      ...environment.cluster,
      region,
      kmsKey,
      nodeServiceAccount: nodes.email,
      labels: labelsOf(environment, id),
      protect: environment.deletionProtection.enabled,
      dependsOn: [nodes.grant],
    });
    const serviceAccounts = Object.keys(environment.services).map(
      (service) => [service, new ServiceIdentity(this, `identity_${service}`, { service }).email] as const,
    );

    this.outputs = {
      clusterName: cluster.name,
      endpoint: cluster.endpoint,
      nodeServiceAccount: nodes.email,
      serviceAccounts: Object.fromEntries(serviceAccounts),
    };
    this.publish({
      cluster_name: { value: cluster.name, description: "Name of the cluster" },
      cluster_endpoint: { value: cluster.endpoint, description: "Host name of the control plane's DNS endpoint" },
      cluster_credentials_command: {
        value: `gcloud container clusters get-credentials ${cluster.name} --location ${region} --project ${project} --dns-endpoint`,
        description: "Lets kubectl reach the cluster",
      },
      cluster_console: {
        value: `https://console.cloud.google.com/kubernetes/clusters/details/${region}/${cluster.name}/details?project=${project}`,
        description: "The cluster in the console",
      },
    });
  }
}
