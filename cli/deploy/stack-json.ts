import { readFileSync } from "node:fs";
import { join } from "node:path";

/** How a provider of Kubernetes reaches its cluster. */
export interface ClusterConfig {
  readonly config_path?: string;
  readonly config_context?: string;
  readonly host?: string;
}

/** What is read of a synthesized stack. */
export interface StackJson {
  readonly terraform: {
    readonly backend?: { readonly local?: { readonly path: string } };
    readonly required_providers?: Readonly<Record<string, { readonly source: string; readonly version?: string }>>;
  };
  readonly provider?: {
    readonly kubernetes?: readonly ClusterConfig[];
    readonly helm?: readonly { readonly kubernetes?: ClusterConfig }[];
  };
  readonly variable?: Readonly<Record<string, { readonly default?: unknown }>>;
  readonly resource?: Readonly<Record<string, unknown>>;
}

/** The stack in a folder, as Terraform reads it. */
export function readStack(folder: string): StackJson {
  return JSON.parse(readFileSync(join(folder, "cdk.tf.json"), "utf8")) as StackJson;
}
