import type { Construct } from "constructs";
import type { LocalEnvironment } from "../config/schema/local";
import { LocalPostgres } from "../constructs/local/local-postgres";
import { LocalRedis } from "../constructs/local/local-redis";
import { ApplicationSecrets } from "../constructs/secrets/application-secrets";
import { generatedValue } from "../constructs/secrets/generated-value";
import { DATABASE_PASSWORD, ENCRYPTION_KEY, type Generator, JWT_SECRET } from "../constructs/secrets/generators";
import { helmProvider, kubernetesProvider, randomProvider } from "../constructs/shared/providers";
import { LocalChart } from "../constructs/workloads/local-chart";
import { Namespace } from "../constructs/workloads/namespace";
import { BaseStack } from "./base-stack";
import { DATABASES, NAMESPACE } from "./fixed-names";
import { kubeconfigAccess } from "./kubeconfig-access";

/** A secret as the workloads know it. */
interface SecretOutput {
  readonly name: string;
  readonly revision: string;
}

/** What the workloads know of the local data. */
export interface LocalDataOutputs {
  readonly namespace: string;
  readonly databaseHost: string;
  readonly databasePort: number;
  readonly redisPort: number;
  /** Names and revisions of the five Kubernetes secrets. */
  readonly secrets: Readonly<Record<"database" | "temporalDatabase" | "redis" | "app" | "integrations", SecretOutput>>;
}

/** Properties of {@link LocalDataStack}. */
export interface LocalDataStackProps {
  /** The environment. */
  readonly environment: LocalEnvironment;
}

const DATABASE = { host: "postgres", port: 5432 };
const REDIS = { host: "redis", port: 6379 };
/** What must outlive every deployment: credentials that users stored are encrypted with it. */
const FOR_EVER = "1";

/** Stands in for Google's services: namespace, secrets, PostgreSQL and Redis inside the cluster. */
export class LocalDataStack extends BaseStack {
  readonly outputs: LocalDataOutputs;

  constructor(scope: Construct, id: string, { environment }: LocalDataStackProps) {
    super(scope, id, { environment });
    const { context, database, redis, passwordGeneration } = environment.kubernetes;
    const access = kubeconfigAccess(context);
    kubernetesProvider(this, access);
    helmProvider(this, { kubernetes: access });
    randomProvider(this);

    const namespace = new Namespace(this, "namespace", { name: NAMESPACE }).name;
    // Nothing can be read back here, so a value is written once, when its version is new.
    const secret = (key: string, generator: Generator, version: string) => ({
      value: generatedValue(this, key, generator),
      version,
    });
    const password = String(passwordGeneration);
    const secrets = new ApplicationSecrets(this, "secrets", {
      namespace,
      database: DATABASE,
      redis: REDIS,
      databases: DATABASES,
      values: {
        applicationDatabasePassword: secret("database_password", DATABASE_PASSWORD, password),
        temporalDatabasePassword: secret("temporal_database_password", DATABASE_PASSWORD, password),
        jwtSecret: secret("jwt_secret", JWT_SECRET, FOR_EVER),
        encryptionKey: secret("encryption_key", ENCRYPTION_KEY, FOR_EVER),
        integrations: {},
      },
    });
    new LocalPostgres(this, "postgres", {
      namespace,
      image: database.image,
      storageGb: database.storageGb,
      chart: new LocalChart(this, "postgres_chart", { folder: "charts/postgres" }).path,
      logins: {
        [DATABASES.application]: { secret: secrets.database.name, databases: [DATABASES.application] },
        [DATABASES.temporal]: {
          secret: secrets.temporalDatabase.name,
          databases: [DATABASES.temporal, DATABASES.visibility],
        },
      },
      dependsOn: [secrets.database.resource, secrets.temporalDatabase.resource],
    });
    new LocalRedis(this, "redis", {
      namespace,
      image: redis.image,
      storageGb: redis.storageGb,
      chart: new LocalChart(this, "redis_chart", { folder: "charts/redis" }).path,
    });

    const output = ({ name, revision }: SecretOutput): SecretOutput => ({ name, revision });
    this.outputs = {
      namespace,
      databaseHost: DATABASE.host,
      databasePort: DATABASE.port,
      redisPort: REDIS.port,
      secrets: {
        database: output(secrets.database),
        temporalDatabase: output(secrets.temporalDatabase),
        redis: output(secrets.redis),
        app: output(secrets.app),
        integrations: output(secrets.integrations),
      },
    };
    this.publish({
      namespace: { value: namespace, description: "Namespace of everything" },
      database_address: { value: DATABASE.host, description: "Host of PostgreSQL inside the cluster" },
      redis_address: { value: REDIS.host, description: "Host of Redis inside the cluster" },
    });
  }
}
