import type { RequestOptions } from "node:https";
import { KubeConfig } from "@kubernetes/client-node";
import { z } from "zod";
import type { Environment } from "../../../config/schema/environment";
import { physicalName } from "../../../constructs/shared/names";
import { CommandError } from "../../shared/command-error";
import type { GoogleApi } from "../google/api";
import { type ClusterConnection, NoCluster } from "./connection";

const clusterSchema = z.object({
  status: z.string().optional(),
  controlPlaneEndpointsConfig: z
    .object({ dnsEndpointConfig: z.object({ endpoint: z.string().optional() }).optional() })
    .optional(),
});

const USER = "google";

/**
 * The GKE cluster of an environment, through its DNS endpoint, as the workloads stack's providers reach it.
 * https://cloud.google.com/kubernetes-engine/docs/concepts/network-isolation#dns-based_endpoint
 *
 * @param token a valid access token, new when the last one is about to end
 * @throws NoCluster when it is not made yet
 */
export async function googleConnection(
  google: GoogleApi,
  token: () => Promise<string>,
  { name, project, region }: Environment,
): Promise<ClusterConnection> {
  const cluster = physicalName("cluster", "cluster");
  const path = `v1/projects/${project}/locations/${region}/clusters/${cluster}`;
  const found = await google.find({ service: "container", path }, clusterSchema);
  if (!found) {
    throw new NoCluster(`There is no cluster ${cluster} in ${project} yet; \`fmctl deploy ${name}\` makes it.`);
  }
  const endpoint = found.controlPlaneEndpointsConfig?.dnsEndpointConfig?.endpoint;
  if (!endpoint) {
    throw new CommandError(
      `The cluster ${cluster} in ${project} has no DNS endpoint yet (status ${found.status ?? "unknown"}); ` +
        `wait until it is RUNNING, or run \`fmctl deploy ${name} --only cluster\`.`,
    );
  }
  const config = new KubeConfig();
  // Asked for with each request: a token lives an hour, and somebody may follow a log for longer.
  config.addAuthenticator({
    isAuthProvider: ({ name: user }) => user === USER,
    applyAuthentication: async (_user, options: RequestOptions) => {
      options.headers = { ...options.headers, Authorization: `Bearer ${await token()}` };
    },
  });
  config.loadFromClusterAndUser({ name: cluster, server: `https://${endpoint}`, skipTLSVerify: false }, { name: USER });
  const arguments_ = `--context gke_${project}_${region}_${cluster}`;
  return {
    name: `the cluster ${cluster} of project ${project}`,
    config,
    contextArguments: { kubectl: arguments_, helm: arguments_.replace("--context", "--kube-context") },
  };
}
