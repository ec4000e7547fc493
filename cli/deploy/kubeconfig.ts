import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import type { ClusterConfig, StackJson } from "./stack-json";

/** Where a cluster's address and credentials are. */
export interface KubeconfigTarget {
  /** Files, of which the first that names something wins. */
  readonly files: readonly string[];
  /** @default - the current context */
  readonly context?: string | undefined;
}

function paths(list: string | undefined): readonly string[] {
  return (list ?? "").split(delimiter).filter((path) => path !== "");
}

function withHome(path: string): string {
  return path.startsWith("~/") ? join(homedir(), path.slice(2)) : path;
}

/** The files that kubectl reads. */
function filesOf(env: NodeJS.ProcessEnv): readonly string[] {
  const named = [paths(env.KUBE_CONFIG_PATHS), paths(env.KUBE_CONFIG_PATH), paths(env.KUBECONFIG)];
  return named.find((files) => files.length > 0) ?? [join(homedir(), ".kube", "config")];
}

/**
 * The variables that make Terraform's providers read the same files as kubectl does: they know neither KUBECONFIG nor
 * the default file. https://registry.terraform.io/providers/hashicorp/kubernetes/latest/docs#argument-reference
 */
export function kubeconfigVariables(env: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  const files = filesOf(env);
  return files.length === 1 ? { KUBE_CONFIG_PATH: files[0]! } : { KUBE_CONFIG_PATHS: files.join(delimiter) };
}

/** Which cluster a stack's providers use, when they find it in a kubeconfig. */
export function kubeconfigTarget({ provider }: StackJson, env: NodeJS.ProcessEnv): KubeconfigTarget | undefined {
  const config: ClusterConfig | undefined = provider?.kubernetes?.[0] ?? provider?.helm?.[0]?.kubernetes;
  if (!config || config.host !== undefined) return undefined;
  const files = config.config_path === undefined ? filesOf(env) : [config.config_path];
  return { files: files.map(withHome), context: config.config_context ?? env.KUBE_CTX };
}
