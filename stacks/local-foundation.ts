import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { LocalEnvironment } from "../config/schema/local";
import type { ApplicationSecretReferences } from "../constructs/secrets/application-secrets";
import { helmProvider, kubernetesProvider } from "../constructs/shared/providers";
import type { Foundation, ServiceAuthority } from "../constructs/workloads/foundation";
import { crossed } from "./crossed";
import { kubeconfigAccess } from "./kubeconfig-access";
import type { LocalDataOutputs } from "./local-data-stack";

/** Properties of {@link LocalFoundation}. */
export interface LocalFoundationProps {
  /** The environment. */
  readonly environment: LocalEnvironment;
  /** What the local data stack put out. */
  readonly data: LocalDataOutputs;
}

const DEFAULT_REGISTRY = "localhost/flowmaestro";

/** The foundation in a cluster of one's own: everything is a pod, and nobody outside of it is asked for anything. */
export class LocalFoundation extends Construct implements Foundation {
  readonly namespace: string;
  readonly secrets: ApplicationSecretReferences;
  readonly ready: ITerraformDependable[] = [];
  readonly database: Foundation["database"];
  readonly redis: Foundation["redis"];
  readonly privateCidrs = [];
  readonly registry: string;
  readonly poolSize: number;
  readonly sslMode = { psql: "disable", node: "disable" };
  readonly managedPrometheus = false;
  readonly buckets = {};

  constructor(scope: Construct, id: string, { environment, ...producers }: LocalFoundationProps) {
    super(scope, id);
    const { context, database } = environment.kubernetes;
    const access = kubeconfigAccess(context);
    kubernetesProvider(this, access);
    helmProvider(this, { kubernetes: access });

    const data = crossed(this, "data", producers.data);
    this.namespace = data.namespace;
    this.secrets = data.secrets;
    this.database = {
      podLabels: { "app.kubernetes.io/instance": "postgres" },
      host: data.databaseHost,
      port: data.databasePort,
    };
    this.redis = { podLabels: { "app.kubernetes.io/instance": "redis" }, port: data.redisPort };
    this.registry = environment.images.registry ?? DEFAULT_REGISTRY;
    this.poolSize = database.poolSize;
  }

  authorize = (): ServiceAuthority => ({ grants: [] });
}
