import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { HelmRelease } from "./helm-release";
import { KubernetesServiceAccount } from "./kubernetes-service-account";
import { usesLabel } from "./network-policies";

/** Properties of {@link MigrationsRelease}. */
export interface MigrationsReleaseProps {
  /** Namespace it is in. */
  readonly namespace: string;
  /** The image and its tag. */
  readonly image: { readonly repository: string; readonly tag: string };
  /** What migrates. */
  readonly command: readonly string[];
  /** `PGSSLMODE` of psql and of node-postgres. */
  readonly ssl: { readonly psql: string; readonly node: string };
  /** Path of `charts/migrations`. */
  readonly chart: string;
  /** What must be there before. */
  readonly dependsOn: ITerraformDependable[];
}

const NAME = "migrations";

/** The migration of the application's database: a Job that has succeeded before anything new is rolled out. */
export class MigrationsRelease extends Construct {
  readonly release: HelmRelease;

  constructor(scope: Construct, id: string, props: MigrationsReleaseProps) {
    super(scope, id);
    // The Job is a hook, which runs before anything that the release itself could bring.
    const account = new KubernetesServiceAccount(this, "service_account", { name: NAME, namespace: props.namespace });
    this.release = new HelmRelease(this, "Default", {
      name: NAME,
      namespace: props.namespace,
      source: { chart: props.chart },
      literals: {
        command: props.command,
        ssl: props.ssl,
        serviceAccountName: NAME,
        podLabels: { [usesLabel("database")]: "true" },
      },
      tokens: { image: props.image },
      dependsOn: [...props.dependsOn, account.resource],
    });
  }
}
