import type { CoreV1Event, V1Pod } from "@kubernetes/client-node";

/** What names an object. */
export interface ObjectName {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** @default - it is in none */
  readonly namespace?: string | undefined;
}

/** What there is to know of an object without its content. */
export interface ObjectFacts {
  readonly createdAt?: Date | undefined;
  /** Whether it is being deleted, which a finalizer may hold up. */
  readonly deleting: boolean;
  /** Name of the Helm release that it belongs to. */
  readonly release?: string | undefined;
}

/** One revision of a Helm release, as Helm stores it. */
export interface StoredRevision {
  /** Name of the Secret that holds it. */
  readonly secret: string;
  readonly revision: number;
  readonly status: string;
}

/** Which log. */
export interface LogRequest {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  /** Whether of the container before the last restart. */
  readonly previous: boolean;
  readonly lines: number;
}

/** The few things that a deployment asks of a Kubernetes cluster. All may throw a DeployError of kind `cluster`. */
export interface ClusterClient {
  /** How to call it in a sentence: `the cluster of context kind-flowmaestro`. */
  readonly name: string;
  /** What `kubectl` and `helm` need to reach the same one: `--context kind-flowmaestro`. */
  readonly contextArguments: { readonly kubectl: string; readonly helm: string };
  /**
   * Fails unless the cluster answers. The helm provider takes every release for gone when it does not
   * (https://github.com/hashicorp/terraform-provider-helm/issues/1669), and the kubernetes provider names an address only.
   */
  check(): Promise<void>;
  /** Facts of an object; nothing when there is none. */
  find(object: ObjectName): Promise<ObjectFacts | undefined>;
  pods(namespace: string): Promise<readonly V1Pod[]>;
  events(namespace: string): Promise<readonly CoreV1Event[]>;
  /** The end of a container's log; empty when there is none (any more). */
  log(request: LogRequest): Promise<string>;
  /** A release's revisions, the newest first. */
  revisions(namespace: string, release: string): Promise<readonly StoredRevision[]>;
  /** Marks a revision as failed. */
  failRevision(namespace: string, revision: StoredRevision, description: string): Promise<void>;
}
