import { Op, type Precondition } from "cdktf";
import { Construct } from "constructs";
import { text } from "../shared/text";
import { CurrentSecret } from "./current-secret";
import { KubernetesSecret } from "./kubernetes-secret";

/** Properties of {@link ApplicationSecrets}. */
export interface ApplicationSecretsProps {
  readonly namespace: string;
  readonly database: { readonly host: string; readonly port: number };
  readonly redis: { readonly host: string; readonly port: number };
  /** Names of the databases; each of the first two is also the name of its user. */
  readonly databases: { readonly application: string; readonly temporal: string; readonly visibility: string };
  /** Secret Manager ids. */
  readonly secretIds: {
    readonly applicationDatabasePassword: string;
    readonly temporalDatabasePassword: string;
    readonly jwtSecret: string;
    readonly encryptionKey: string;
    /** By the integration's variable. */
    readonly integrations: Readonly<Record<string, string>>;
  };
}

/** The five Kubernetes secrets, with the keys that the application and Temporal's chart read. */
export class ApplicationSecrets extends Construct {
  readonly database: KubernetesSecret;
  readonly temporalDatabase: KubernetesSecret;
  readonly redis: KubernetesSecret;
  readonly app: KubernetesSecret;
  readonly integrations: KubernetesSecret;

  constructor(
    scope: Construct,
    id: string,
    { namespace, database, redis, databases, secretIds }: ApplicationSecretsProps,
  ) {
    super(scope, id);
    const current = (key: string, secretId: string) => new CurrentSecret(this, `current_${key}`, { secretId });
    const port = text(database.port);
    this.database = new KubernetesSecret(this, "db_credentials", {
      name: "db-credentials",
      namespace,
      plain: { host: database.host, port, database: databases.application, user: databases.application },
      secret: { password: current("database_password", secretIds.applicationDatabasePassword) },
    });
    this.temporalDatabase = new KubernetesSecret(this, "temporal_db_credentials", {
      name: "temporal-db-credentials",
      namespace,
      plain: {
        host: database.host,
        port,
        database: databases.temporal,
        "visibility-database": databases.visibility,
        user: databases.temporal,
      },
      secret: { password: current("temporal_database_password", secretIds.temporalDatabasePassword) },
    });
    this.redis = new KubernetesSecret(this, "redis_credentials", {
      name: "redis-credentials",
      namespace,
      plain: { host: redis.host, port: text(redis.port) },
    });
    this.app = new KubernetesSecret(this, "app_secrets", {
      name: "app-secrets",
      namespace,
      secret: {
        "jwt-secret": current("jwt_secret", secretIds.jwtSecret),
        "encryption-key": current("encryption_key", secretIds.encryptionKey),
      },
    });
    const integrations = Object.entries(secretIds.integrations).map(
      ([name, secretId]) => [name, current(name, secretId)] as const,
    );
    this.integrations = new KubernetesSecret(this, "integration_secrets", {
      name: "integration-secrets",
      namespace,
      secret: Object.fromEntries(integrations),
      preconditions: integrations.map(
        ([name, { version }]): Precondition => ({
          condition: Op.neq(version, "1"),
          errorMessage:
            `The integration secret ${name} still is the placeholder it was created with. Set it: ` +
            `gcloud secrets versions add flowmaestro-integration-${name} --data-file=- (type the value, then Ctrl-D).`,
        }),
      ),
    });
  }
}
