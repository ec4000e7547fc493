import type { ITerraformDependable } from "cdktf";
import type { ApplicationSecretReferences } from "../secrets/application-secrets";
import type { DependencyName } from "./bindings";
import type { Peer } from "./network-policies";

/** What a service is to the world outside of the cluster. */
export interface ServiceAuthority {
  /** E-mail address of its Google identity. @default - none */
  readonly googleServiceAccount?: string | undefined;
  /** What lets it do its work; a pod must not start before. */
  readonly grants: ITerraformDependable[];
}

/** What the workloads stand on: Google's services, or what stands in for them in a cluster of one's own. */
export interface Foundation {
  /** Namespace of everything. */
  readonly namespace: string;
  /** The five Kubernetes secrets. */
  readonly secrets: ApplicationSecretReferences;
  /** What must be there before anything runs: the secrets, the right to pull images. */
  readonly ready: ITerraformDependable[];
  /** PostgreSQL. `serverCa` in PEM; without it connections are not encrypted. */
  readonly database: Peer & { readonly host: string; readonly port: number; readonly serverCa?: string | undefined };
  /** Redis. */
  readonly redis: Peer & { readonly port: number };
  /** Ranges of our own network, which "the internet" does not mean. */
  readonly privateCidrs: readonly string[];
  /** Where the application's images are, without a trailing slash. */
  readonly registry: string;
  /** Connections of a pod of the application at most. */
  readonly poolSize: number;
  /** `PGSSLMODE` of psql and of node-postgres. */
  readonly sslMode: { readonly psql: string; readonly node: string };
  /** Whether managed Prometheus collects metrics: there is a PodMonitoring kind, and somebody who reads it. */
  readonly managedPrometheus: boolean;
  /** Bucket names by their key. */
  readonly buckets: Readonly<Record<string, string>>;
  /** Gives a service what it needs outside of the cluster. To be called once for each. */
  readonly authorize: (service: string, uses: readonly DependencyName[]) => ServiceAuthority;
}
