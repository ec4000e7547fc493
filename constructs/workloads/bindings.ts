import type { KubernetesSecret } from "../secrets/kubernetes-secret";

/** What a pod gets for one of its dependencies. */
export interface Binding {
  /** Plain variables. @default - none */
  readonly env?: Readonly<Record<string, string>>;
  /** Variables out of a secret: its key by the variable's name. @default - none */
  readonly secretEnv?: { readonly secret: KubernetesSecret; readonly keys: Readonly<Record<string, string>> };
  /** A secret of which every key becomes a variable. @default - none */
  readonly secretEnvFrom?: KubernetesSecret;
}

/** What there is to bind to. */
export interface BindingSources {
  readonly database: KubernetesSecret;
  /** Connections of a pod at most. */
  readonly poolSize: number;
  /** `PGSSLMODE` of node-postgres. */
  readonly databaseSslMode: string;
  readonly redis: KubernetesSecret;
  /** Temporal namespace. */
  readonly temporalNamespace: string;
  readonly app: KubernetesSecret;
  readonly integrations: KubernetesSecret;
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
export function bindings(sources: BindingSources): Readonly<Record<DependencyName, Binding>> {
  const buckets = Object.entries(sources.buckets).map(([key, name]) => [
    `GCS_${key.replaceAll("-", "_").toUpperCase()}_BUCKET`,
    name,
  ]);
  return {
    database: {
      env: { PGSSLMODE: sources.databaseSslMode, POSTGRES_POOL_SIZE: String(sources.poolSize) },
      secretEnv: {
        secret: sources.database,
        keys: {
          POSTGRES_HOST: "host",
          POSTGRES_PORT: "port",
          POSTGRES_DB: "database",
          POSTGRES_USER: "user",
          POSTGRES_PASSWORD: "password",
        },
      },
    },
    redis: { secretEnv: { secret: sources.redis, keys: { REDIS_HOST: "host", REDIS_PORT: "port" } } },
    temporal: {
      env: {
        TEMPORAL_ADDRESS: "temporal-server-frontend:7233",
        TEMPORAL_NAMESPACE: sources.temporalNamespace,
        TEMPORAL_TASK_QUEUE: "flowmaestro-orchestrator",
      },
    },
    "app-secrets": {
      secretEnv: { secret: sources.app, keys: { JWT_SECRET: "jwt-secret", ENCRYPTION_KEY: "encryption-key" } },
    },
    "integration-secrets": { secretEnvFrom: sources.integrations },
    buckets: { env: Object.fromEntries(buckets) as Record<string, string> },
    internet: {},
  };
}
