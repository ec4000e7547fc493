import type { KubeConfig } from "@kubernetes/client-node";
import { CommandError } from "../../shared/command-error";

/** The environment has no cluster yet. */
export class NoCluster extends CommandError {}

/** A cluster, and the login to it. */
export interface ClusterConnection {
  /** How to call it in a sentence: `the cluster of context kind-flowmaestro`. */
  readonly name: string;
  readonly config: KubeConfig;
  /** What `kubectl` and `helm` need to reach the same one. */
  readonly contextArguments: { readonly kubectl: string; readonly helm: string };
}
