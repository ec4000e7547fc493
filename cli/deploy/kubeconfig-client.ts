import { KubeConfig } from "@kubernetes/client-node";
import type { ClusterClient } from "./cluster";
import { DeployError } from "./deploy-error";
import { kubeconfigTarget, type KubeconfigTarget } from "./kubeconfig";
import { KubernetesClient, type KubernetesTarget, reasonOf } from "./kubernetes-client";
import { readStack } from "./stack-json";
import type { Stack } from "./synth";

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

function kubernetesTarget(target: KubeconfigTarget): KubernetesTarget {
  const config = load(target);
  const context = config.getCurrentContext();
  const contextArguments = { kubectl: `--context ${context}`, helm: `--kube-context ${context}` };
  return { name: `the cluster of context ${context}`, config, contextArguments };
}

/** Finds the cluster of each stack whose providers get it from a kubeconfig; one client for each cluster. */
export function kubeconfigClusters(env: NodeJS.ProcessEnv): (stack: Stack) => ClusterClient | undefined {
  const clients = new Map<string, ClusterClient>();
  return ({ folder }) => {
    const target = kubeconfigTarget(readStack(folder), env);
    if (!target) return undefined;
    const key = JSON.stringify(target);
    const client = clients.get(key) ?? new KubernetesClient(kubernetesTarget(target));
    clients.set(key, client);
    return client;
  };
}
