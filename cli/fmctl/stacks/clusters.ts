import type { ClusterClient } from "../../deploy/cluster";
import type { DeployOptions } from "../../deploy/deploy";
import { DeployError } from "../../deploy/deploy-error";
import { KubernetesClient } from "../../deploy/kubernetes-client";
import { readStack } from "../../deploy/stack-json";
import { CommandError } from "../../shared/command-error";
import type { AnyEnvironment, Context } from "../context";

async function connected(context: Pick<Context, "cluster">, environment: AnyEnvironment): Promise<ClusterClient> {
  try {
    return new KubernetesClient(await context.cluster(environment));
  } catch (error) {
    // What has been done until then is told as well.
    if (error instanceof CommandError) throw new DeployError("cluster", error.message);
    throw error;
  }
}

/** The cluster of those stacks that use Kubernetes, connected to when the first of them comes: it may not be there yet. */
export function clustersOf(
  context: Pick<Context, "cluster">,
  environment: AnyEnvironment,
): NonNullable<DeployOptions["clusterOf"]> {
  let client: Promise<ClusterClient> | undefined;
  return ({ folder }) => {
    const { kubernetes, helm } = readStack(folder).provider ?? {};
    if (!kubernetes && !helm) return undefined;
    client ??= connected(context, environment);
    return client;
  };
}
