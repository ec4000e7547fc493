/** Where to connect to. */
export interface ConnectTarget {
  readonly files: readonly string[];
  readonly context: string;
}

/** How many pods of a Deployment serve. */
export interface Availability {
  readonly name: string;
  readonly wanted: number;
  readonly available: number;
}

/** The few things that this command asks of a cluster. All may throw a CommandError that says why there is no answer. */
export interface ClusterAccess {
  /** Uid of the namespace kube-system, which no other cluster has. */
  id(): Promise<string>;
  hasNamespace(name: string): Promise<boolean>;
  deployments(namespace: string): Promise<readonly Availability[]>;
  /** GET on a pod of a service; status 0 and a reason when there was no answer. */
  get(request: {
    readonly namespace: string;
    readonly service: string;
    readonly port: number;
    readonly path: string;
  }): Promise<{ readonly status: number; readonly body: string }>;
}
