import type { ApplicationSecretReferences } from "../secrets/application-secrets";
import type { SecretReference } from "../secrets/kubernetes-secret";

/** What a pod gets for one of its dependencies. */
export interface Binding {
  /** Plain variables. @default - none */
  readonly env?: Readonly<Record<string, string>>;
  /** Variables out of a secret: its key by the variable's name. @default - none */
  readonly secretEnv?: { readonly secret: SecretReference; readonly keys: Readonly<Record<string, string>> };
  /** A secret of which every key becomes a variable. @default - none */
  readonly secretEnvFrom?: SecretReference;
}

/** What there is to bind to. */
export interface BindingSources {
  /** The Kubernetes secrets. */
  readonly secrets: ApplicationSecretReferences;
  /** Connections of a pod at most. */
  readonly poolSize: number;
  /** `PGSSLMODE` of node-postgres. */
  readonly databaseSslMode: string;
  /** Temporal namespace. */
  readonly temporalNamespace: string;
  /** Bucket names by their key. */
  readonly buckets: Readonly<Record<string, string>>;
}

/** What a service says it uses. */
export type DependencyName =
  | "database"
  | "redis"
  | "temporal"
  | "app-secrets"
  | "integration-secrets"
  | "buckets"
  | "internet";

/** The variables that each dependency brings, as the application's configuration reads them. */
export function bindings({ secrets, ...sources }: BindingSources): Readonly<Record<DependencyName, Binding>> {
  const buckets = Object.entries(sources.buckets).map(([key, name]) => [
    `GCS_${key.replaceAll("-", "_").toUpperCase()}_BUCKET`,
    name,
  ]);
  return {
    database: {
      env: { PGSSLMODE: sources.databaseSslMode, POSTGRES_POOL_SIZE: String(sources.poolSize) },
      secretEnv: {
        secret: secrets.database,
        keys: {
          POSTGRES_HOST: "host",
          POSTGRES_PORT: "port",
          POSTGRES_DB: "database",
          POSTGRES_USER: "user",
          POSTGRES_PASSWORD: "password",
        },
      },
    },
    redis: { secretEnv: { secret: secrets.redis, keys: { REDIS_HOST: "host", REDIS_PORT: "port" } } },
    temporal: {
      env: {
        TEMPORAL_ADDRESS: "temporal-server-frontend:7233",
        TEMPORAL_NAMESPACE: sources.temporalNamespace,
        TEMPORAL_TASK_QUEUE: "flowmaestro-orchestrator",
      },
    },
    "app-secrets": {
      secretEnv: { secret: secrets.app, keys: { JWT_SECRET: "jwt-secret", ENCRYPTION_KEY: "encryption-key" } },
    },
    "integration-secrets": { secretEnvFrom: secrets.integrations },
    buckets: { env: Object.fromEntries(buckets) as Record<string, string> },
    internet: {},
  };
}
