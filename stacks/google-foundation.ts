import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Environment } from "../config/schema/environment";
import { ApplicationSecrets } from "../constructs/secrets/application-secrets";
import { CurrentSecret } from "../constructs/secrets/current-secret";
import { googleProvider } from "../constructs/shared/providers";
import type { DependencyName } from "../constructs/workloads/bindings";
import { ClusterAccess } from "../constructs/workloads/cluster-access";
import type { Foundation, ServiceAuthority } from "../constructs/workloads/foundation";
import { ImagePullAccess } from "../constructs/workloads/image-pull-access";
import { Namespace } from "../constructs/workloads/namespace";
import { ServiceAccess } from "../constructs/workloads/service-access";
import type { ClusterOutputs } from "./cluster-stack";
import { crossed } from "./crossed";
import type { DataOutputs } from "./data-stack";
import { DATABASES, NAMESPACE } from "./fixed-names";
import { providerConfig } from "./provider-config";

/** Properties of {@link GoogleFoundation}. */
export interface GoogleFoundationProps {
  /** The environment. */
  readonly environment: Environment;
  /** What the data stack put out. */
  readonly data: DataOutputs;
  /** What the cluster stack put out. */
  readonly cluster: ClusterOutputs;
}

/** What pods read; the channels' secrets are none of it. */
type ReadSecrets = Omit<DataOutputs["secretIds"], "notifications">;

/** The foundation in Google Cloud: joins what the data stack made to the identities that the cluster stack made. */
export class GoogleFoundation extends Construct implements Foundation {
  readonly namespace: string;
  readonly secrets: ApplicationSecrets;
  readonly ready: ITerraformDependable[];
  readonly database: Foundation["database"];
  readonly redis: Foundation["redis"];
  readonly privateCidrs: readonly string[];
  readonly registry: string;
  readonly poolSize: number;
  // Cloud SQL's certificate does not carry its private address, so names are not compared. libpq knows no `no-verify`.
  readonly sslMode = { psql: "require", node: "no-verify" };
  readonly buckets: Readonly<Record<string, string>>;

  readonly managedPrometheus = true;

  private readonly data: Pick<DataOutputs, "buckets"> & { readonly secretIds: ReadSecrets };
  private readonly cluster: Pick<ClusterOutputs, "serviceAccounts">;
  private readonly project: string;

  constructor(scope: Construct, id: string, { environment, ...producers }: GoogleFoundationProps) {
    super(scope, id);
    const { project, region, network, images } = environment;
    const { databaseInstanceName: _name, redisId: _id, secretIds: allSecretIds, ...dataToRead } = producers.data;
    const { notifications: _channels, ...secretIds } = allSecretIds;
    const { clusterName: _cluster, ...clusterToRead } = producers.cluster;
    const data = crossed(this, "data", { ...dataToRead, secretIds });
    const cluster = crossed(this, "cluster", clusterToRead);
    googleProvider(this, providerConfig(environment, "workloads"));
    new ClusterAccess(this, "cluster_access", cluster);

    this.namespace = new Namespace(this, "namespace", { name: NAMESPACE }).name;
    const { host, port } = { host: data.databaseHost, port: data.databasePort };
    const { integrations, ...fixed } = data.secretIds;
    const current = (key: string, secretId: string) => new CurrentSecret(this, `current_${key}`, { secretId });
    this.secrets = new ApplicationSecrets(this, "secrets", {
      namespace: this.namespace,
      database: { host, port },
      redis: { host: data.redisHost, port: data.redisPort },
      databases: DATABASES,
      project,
      values: {
        applicationDatabasePassword: current("database_password", fixed.applicationDatabasePassword),
        temporalDatabasePassword: current("temporal_database_password", fixed.temporalDatabasePassword),
        jwtSecret: current("jwt_secret", fixed.jwtSecret),
        encryptionKey: current("encryption_key", fixed.encryptionKey),
        integrations: Object.fromEntries(
          Object.entries(integrations).map(([name, secretId]) => [name, current(name, secretId)]),
        ),
      },
    });
    const pull = new ImagePullAccess(this, "image_pull", { ...cluster, region, repository: data.imageRepository });
    this.ready = [pull.grant, this.secrets.database.resource];

    const { privateServicesCidr: cidr, subnetCidr, podCidr, serviceCidr } = network;
    this.database = { cidr, host, port, serverCa: data.databaseServerCa };
    this.redis = { cidr, port: data.redisPort };
    this.privateCidrs = [subnetCidr, podCidr, serviceCidr, cidr];
    this.registry = images.registry ?? `${region}-docker.pkg.dev/${project}/${data.imageRepository}`;
    this.poolSize = environment.database.poolSize;
    this.buckets = data.buckets;
    this.data = data;
    this.cluster = cluster;
    this.project = project;
  }

  authorize = (service: string, uses: readonly DependencyName[]): ServiceAuthority => {
    const { secretIds, buckets } = this.data;
    // Secret by secret, where the first infrastructure opened all of them to everybody: a service may look up the newest
    // version of what it reads anyhow, and nothing else.
    const secretsBehind: Partial<Record<DependencyName, Readonly<Record<string, string>>>> = {
      database: { database_password: secretIds.applicationDatabasePassword },
      "app-secrets": { jwt_secret: secretIds.jwtSecret, encryption_key: secretIds.encryptionKey },
      "integration-secrets": secretIds.integrations,
    };
    const email = this.cluster.serviceAccounts[service]!;
    const { grants } = new ServiceAccess(this, `access_${service}`, {
      service,
      namespace: this.namespace,
      project: this.project,
      email,
      buckets: uses.includes("buckets") ? buckets : {},
      secretIds: Object.assign({}, ...uses.map((name) => secretsBehind[name] ?? {})) as Record<string, string>,
    });
    return { googleServiceAccount: email, grants };
  };
}
