import type { Construct } from "constructs";
import type { Environment } from "../config/schema/environment";
import { connectionBudget } from "../config/checks/connection-budget";
import { Bucket } from "../constructs/data/bucket";
import { ImageRegistry } from "../constructs/data/image-registry";
import { Postgres } from "../constructs/data/postgres";
import { PostgresDatabase } from "../constructs/data/postgres-database";
import { PostgresUser } from "../constructs/data/postgres-user";
import { Redis } from "../constructs/data/redis";
import { GeneratedSecret } from "../constructs/secrets/generated-secret";
import { ENCRYPTION_KEY, JWT_SECRET } from "../constructs/secrets/generators";
import { Secret } from "../constructs/secrets/secret";
import { SECRET_ROLES } from "../constructs/secrets/secret-roles";
import { physicalName } from "../constructs/shared/names";
import { googleProvider, randomProvider } from "../constructs/shared/providers";
import { BaseStack, type BaseStackProps } from "./base-stack";
import { notificationRole, secretChannels } from "../constructs/observability/secret-channels";
import { crossed } from "./crossed";
import { DATABASES, IMAGE_REPOSITORY } from "./fixed-names";
import { hostName } from "./host-name";
import type { NetworkOutputs } from "./network-stack";
import { labelsOf, providerConfig } from "./provider-config";

/** What the other stacks know of the data. Secrets cross as references: ids, never values. */
export interface DataOutputs {
  /** Name of the Cloud SQL instance. */
  readonly databaseInstanceName: string;
  readonly databaseHost: string;
  readonly databasePort: number;
  /** Certificates of the authorities that sign the database server's certificate, in PEM. */
  readonly databaseServerCa: string;
  /** `projects/PROJECT/locations/REGION/instances/NAME` */
  readonly redisId: string;
  readonly redisHost: string;
  readonly redisPort: number;
  /** Bucket names by their key in the environment file. */
  readonly buckets: Readonly<Record<string, string>>;
  /** Name of the repository that the nodes pull images from. */
  readonly imageRepository: string;
  /** Secret Manager ids. */
  readonly secretIds: {
    readonly applicationDatabasePassword: string;
    readonly temporalDatabasePassword: string;
    readonly jwtSecret: string;
    readonly encryptionKey: string;
    /** By the integration's variable. */
    readonly integrations: Readonly<Record<string, string>>;
    /** By the key of the notification channel. */
    readonly notifications: Readonly<Record<string, string>>;
  };
}

/** Properties of {@link DataStack}. */
export interface DataStackProps extends BaseStackProps {
  /** The environment. */
  readonly environment: Environment;
  /** What the network stack put out. */
  readonly network: NetworkOutputs;
}

/** What must survive: PostgreSQL, Redis, buckets, secrets, images. */
export class DataStack extends BaseStack {
  readonly outputs: DataOutputs;

  constructor(scope: Construct, id: string, props: DataStackProps) {
    super(scope, id, props);
    const { environment } = props;
    const { networkId, privateServicesRangeName } = props.network;
    const network = crossed(this, "network", { networkId, privateServicesRangeName });
    const { project, region, kmsKey } = environment;
    const shared = { region, kmsKey, protect: environment.deletionProtection.enabled };
    googleProvider(this, providerConfig(environment, id));
    randomProvider(this);

    const postgres = new Postgres(this, "postgres", {
      ...shared,
      ...network,
      ...environment.database,
      maxConnections: connectionBudget(environment).maxConnections,
      labels: labelsOf(environment, id),
    });
    const { instanceName } = postgres;
    for (const name of Object.values(DATABASES)) new PostgresDatabase(this, `database_${name}`, { instanceName, name });
    const user = (name: string) =>
      new PostgresUser(this, `database_user_${name}`, { instanceName, name, secretSettings: shared });
    const applicationUser = user(DATABASES.application);
    const temporalUser = user(DATABASES.temporal);

    const redis = new Redis(this, "redis", { ...shared, ...network, ...environment.redis });

    const corsOrigins = Object.keys(environment.hosts).map((host) => `https://${hostName(host, environment.domain)}`);
    const buckets = Object.entries(environment.buckets).map(([key, { cors, ...bucket }]) => {
      const name = physicalName("bucket", key, project);
      return [
        key,
        new Bucket(this, `bucket_${key}`, { ...shared, ...bucket, name, ...(cors && { corsOrigins }) }).name,
      ] as const;
    });
    const registry = new ImageRegistry(this, "image_registry", {
      ...shared,
      ...environment.registry,
      name: IMAGE_REPOSITORY,
    });

    const jwtSecret = new GeneratedSecret(this, "jwt_secret", {
      ...shared,
      role: SECRET_ROLES.jwtSecret,
      generator: JWT_SECRET,
    });
    const encryptionKey = new GeneratedSecret(this, "encryption_key", {
      ...shared,
      role: SECRET_ROLES.encryptionKey,
      generator: ENCRYPTION_KEY,
    });
    // Version 1 only says that the real value is still to come; whoever reads it refuses to be planned until then.
    const placeholder = (id: string, role: string) =>
      new Secret(this, id, { ...shared, role, firstValue: "placeholder" }).secretId;
    const integrations = environment.integrationSecrets.map(
      (name) => [name, placeholder(`integration_${name}`, SECRET_ROLES.integration(name))] as const,
    );
    const notifications = secretChannels(environment.observability.channels).map(
      (key) => [key, placeholder(`notification_${key}`, notificationRole(key))] as const,
    );

    this.outputs = {
      databaseInstanceName: instanceName,
      databaseHost: postgres.host,
      databasePort: postgres.port,
      databaseServerCa: postgres.serverCa,
      redisId: redis.id,
      redisHost: redis.host,
      redisPort: redis.port,
      buckets: Object.fromEntries(buckets),
      imageRepository: registry.repository,
      secretIds: {
        applicationDatabasePassword: applicationUser.passwordSecretId,
        temporalDatabasePassword: temporalUser.passwordSecretId,
        jwtSecret: jwtSecret.secretId,
        encryptionKey: encryptionKey.secretId,
        integrations: Object.fromEntries(integrations),
        notifications: Object.fromEntries(notifications),
      },
    };
    this.publish({
      database_address: { value: postgres.host, description: "Private address of PostgreSQL" },
      database_connection_name: { value: postgres.connectionName, description: "For the Cloud SQL proxy" },
      database_console: {
        value: `https://console.cloud.google.com/sql/instances/${instanceName}/overview?project=${project}`,
        description: "PostgreSQL in the console",
      },
      redis_address: { value: redis.host, description: "Private address of Redis" },
      redis_port: { value: redis.port, description: "Port of Redis" },
      buckets: { value: Object.fromEntries(buckets), description: "Bucket names by their key in the environment file" },
      image_registry: {
        value: `${region}-docker.pkg.dev/${project}/${registry.repository}`,
        description: "Where images are pushed to and pulled from",
      },
      secrets_console: {
        value: `https://console.cloud.google.com/security/secret-manager?project=${project}`,
        description: "Secrets in the console",
      },
    });
  }
}
