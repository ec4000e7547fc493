import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { HelmRelease } from "../workloads/helm-release";

/** Properties of {@link LocalPostgres}. */
export interface LocalPostgresProps {
  /** Namespace it runs in. */
  readonly namespace: string;
  /** PostgreSQL 15 with the extension vector. */
  readonly image: string;
  /** Size of its volume, in GB. */
  readonly storageGb: number;
  /** Logins by their name: the Secret with the password, and the databases that it owns. */
  readonly logins: Readonly<Record<string, { readonly secret: string; readonly databases: readonly string[] }>>;
  /** Path of `charts/postgres`. */
  readonly chart: string;
  /** What must be there before: the Secrets. */
  readonly dependsOn: ITerraformDependable[];
}

/** PostgreSQL inside the cluster. Its logins follow their Secrets, so that a new password locks nobody out. */
export class LocalPostgres extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { namespace, image, storageGb, logins, chart, dependsOn }: LocalPostgresProps,
  ) {
    super(scope, id);
    new HelmRelease(this, "Default", {
      name: "postgres",
      namespace,
      source: { chart },
      literals: { image, storage: `${storageGb}Gi`, logins },
      dependsOn,
    });
  }
}
