import { Construct } from "constructs";
import { text } from "../shared/text";
import { isSet } from "./is-set";
import { KubernetesSecret, type SecretReference, type SecretValue } from "./kubernetes-secret";

/** The five Kubernetes secrets that the application and Temporal's chart read. */
export interface ApplicationSecretReferences {
  readonly database: SecretReference;
  readonly temporalDatabase: SecretReference;
  readonly redis: SecretReference;
  readonly app: SecretReference;
  readonly integrations: SecretReference;
}

/** Properties of {@link ApplicationSecrets}. */
export interface ApplicationSecretsProps {
  /** Namespace of the secrets. */
  readonly namespace: string;
  /** Where PostgreSQL is. */
  readonly database: { readonly host: string; readonly port: number };
  /** Where Redis is. */
  readonly redis: { readonly host: string; readonly port: number };
  /** Names of the databases; each of the first two is also the name of its user. */
  readonly databases: { readonly application: string; readonly temporal: string; readonly visibility: string };
  /** Google Cloud project of the integrations' secrets. @default - there are none */
  readonly project?: string;
  /** The values. */
  readonly values: {
    readonly applicationDatabasePassword: SecretValue;
    readonly temporalDatabasePassword: SecretValue;
    readonly jwtSecret: SecretValue;
    readonly encryptionKey: SecretValue;
    /** By the integration's variable. */
    readonly integrations: Readonly<Record<string, SecretValue>>;
  };
}

/** Makes the five Kubernetes secrets, with exactly the keys that are read. */
export class ApplicationSecrets extends Construct implements ApplicationSecretReferences {
  readonly database: KubernetesSecret;
  readonly temporalDatabase: KubernetesSecret;
  readonly redis: KubernetesSecret;
  readonly app: KubernetesSecret;
  readonly integrations: KubernetesSecret;

  constructor(
    scope: Construct,
    id: string,
    { namespace, database, redis, databases, project = "", values }: ApplicationSecretsProps,
  ) {
    super(scope, id);
    const { host } = database;
    const port = text(database.port);
    this.database = new KubernetesSecret(this, "db_credentials", {
      name: "db-credentials",
      namespace,
      plain: { host, port, database: databases.application, user: databases.application },
      secret: { password: values.applicationDatabasePassword },
    });
    this.temporalDatabase = new KubernetesSecret(this, "temporal_db_credentials", {
      name: "temporal-db-credentials",
      namespace,
      plain: {
        host,
        port,
        database: databases.temporal,
        "visibility-database": databases.visibility,
        user: databases.temporal,
      },
      secret: { password: values.temporalDatabasePassword },
    });
    this.redis = new KubernetesSecret(this, "redis_credentials", {
      name: "redis-credentials",
      namespace,
      plain: { host: redis.host, port: text(redis.port) },
    });
    this.app = new KubernetesSecret(this, "app_secrets", {
      name: "app-secrets",
      namespace,
      secret: { "jwt-secret": values.jwtSecret, "encryption-key": values.encryptionKey },
    });
    this.integrations = new KubernetesSecret(this, "integration_secrets", {
      name: "integration-secrets",
      namespace,
      secret: values.integrations,
      preconditions: Object.entries(values.integrations).map(([name, { version }]) =>
        isSet({ project, role: `integration-${name}`, what: `The integration secret ${name}`, version }),
      ),
    });
  }
}
