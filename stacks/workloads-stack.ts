import type { Construct } from "constructs";
import { EdgeRelease } from "../constructs/edge/edge-release";
import { ApplicationSecrets } from "../constructs/secrets/application-secrets";
import { googleProvider } from "../constructs/shared/providers";
import { bindings } from "../constructs/workloads/bindings";
import { ClusterAccess } from "../constructs/workloads/cluster-access";
import { ImagePullAccess } from "../constructs/workloads/image-pull-access";
import { ImageTag } from "../constructs/workloads/image-tag";
import { LocalChart } from "../constructs/workloads/local-chart";
import { MigrationsRelease } from "../constructs/workloads/migrations-release";
import { Namespace } from "../constructs/workloads/namespace";
import { NetworkPolicies } from "../constructs/workloads/network-policies";
import { Service } from "../constructs/workloads/service";
import { TemporalRelease } from "../constructs/workloads/temporal-release";
import { BaseStack, type BaseStackProps } from "./base-stack";
import type { ClusterOutputs } from "./cluster-stack";
import type { DataOutputs } from "./data-stack";
import { crossed } from "./crossed";
import { DATABASES } from "./databases";
import { edgeConfig } from "./edge-config";
import type { NetworkOutputs } from "./network-stack";
import { providerConfig } from "./provider-config";

const NAMESPACE = "flowmaestro";
/** The other services call it, so they are rolled out after it. */
const FIRST_SERVICE = "api-server";
/** Cloud SQL's certificate does not carry its private address, so names are not compared. libpq knows no `no-verify`. */
const SSL_MODE = { psql: "require", node: "no-verify" };

/** Properties of {@link WorkloadsStack}. */
export interface WorkloadsStackProps extends BaseStackProps {
  readonly network: NetworkOutputs;
  readonly data: DataOutputs;
  readonly cluster: ClusterOutputs;
}

/** What runs in the cluster. Order: secrets, Temporal, migrations, the API, the other services, the front door. */
export class WorkloadsStack extends BaseStack {
  constructor(scope: Construct, id: string, props: WorkloadsStackProps) {
    super(scope, id, props);
    const { environment } = props;
    const { edgeAddressName: addressName, armorPolicyName, sslPolicyName } = props.network;
    const network = crossed(this, "network", { addressName, armorPolicyName, sslPolicyName });
    const data = crossed(this, "data", props.data);
    const cluster = crossed(this, "cluster", props.cluster);
    const { project, region, temporal } = environment;
    const protect = environment.deletionProtection.enabled;
    googleProvider(this, providerConfig(environment, id));
    new ClusterAccess(this, "cluster_access", cluster);

    const namespace = new Namespace(this, "namespace", { name: NAMESPACE }).name;
    const database = { host: data.databaseHost, port: data.databasePort };
    const redis = { host: data.redisHost, port: data.redisPort };
    const { secretIds } = data;
    const secrets = new ApplicationSecrets(this, "secrets", {
      namespace,
      database,
      redis,
      databases: DATABASES,
      secretIds,
    });
    const edge = edgeConfig(environment);
    const { privateServicesCidr: cidr, subnetCidr, podCidr, serviceCidr } = environment.network;
    const policies = new NetworkPolicies(this, "network_policies", {
      namespace,
      database: { cidr, port: database.port },
      redis: { cidr, port: redis.port },
      privateCidrs: [subnetCidr, podCidr, serviceCidr, cidr],
      balanced: Object.fromEntries(Object.entries(edge.backends).map(([name, { port }]) => [name, port])),
    });
    const pull = new ImagePullAccess(this, "image_pull", { ...cluster, region, repository: data.imageRepository });

    const temporalRelease = new TemporalRelease(this, "temporal", {
      ...temporal,
      namespace,
      source:
        "path" in temporal.chart
          ? { chart: new LocalChart(this, "temporal_chart", { folder: temporal.chart.path }).path }
          : { ...temporal.chart, chart: "temporal" },
      temporalNamespace: temporal.namespace,
      database: {
        ...database,
        serverCa: data.databaseServerCa,
        user: DATABASES.temporal,
        default: DATABASES.temporal,
        visibility: DATABASES.visibility,
      },
      secret: secrets.temporalDatabase,
      protect,
      dependsOn: policies.all,
    }).release.release;

    const tag = new ImageTag(this, "image_tag", { defaultTag: environment.images.tag }).value;
    const registry = environment.images.registry ?? `${region}-docker.pkg.dev/${project}/${data.imageRepository}`;
    const migrations = new MigrationsRelease(this, "migrations", {
      ...environment.migrations,
      namespace,
      image: { repository: `${registry}/${environment.migrations.image}`, tag },
      ssl: SSL_MODE,
      chart: new LocalChart(this, "migrations_chart", { folder: "charts/migrations" }).path,
      dependsOn: [pull.grant, secrets.database.resource, temporalRelease],
    }).release.release;

    const shared = {
      namespace,
      project,
      buckets: data.buckets,
      bindings: bindings({
        ...secrets,
        buckets: data.buckets,
        poolSize: environment.database.poolSize,
        databaseSslMode: SSL_MODE.node,
        temporalNamespace: temporal.namespace,
      }),
      secretIds: {
        database: { database_password: secretIds.applicationDatabasePassword },
        "app-secrets": { jwt_secret: secretIds.jwtSecret, encryption_key: secretIds.encryptionKey },
        "integration-secrets": secretIds.integrations,
      },
      chart: new LocalChart(this, "service_chart", { folder: "charts/service" }).path,
    };
    const releases = new Map<string, Service>();
    const names = Object.keys(environment.services).sort(
      (a, b) => Number(b === FIRST_SERVICE) - Number(a === FIRST_SERVICE),
    );
    for (const service of names) {
      const spec = environment.services[service]!;
      const first = releases.get(FIRST_SERVICE);
      releases.set(
        service,
        new Service(this, `service_${service}`, {
          ...shared,
          service,
          spec,
          image: { repository: `${registry}/${spec.image}`, tag },
          googleServiceAccount: cluster.serviceAccounts[service]!,
          balanced: service in edge.backends,
          dependsOn: first ? [first.release] : [migrations],
        }),
      );
    }

    new EdgeRelease(this, "edge", {
      ...edge,
      ...network,
      namespace,
      chart: new LocalChart(this, "edge_chart", { folder: "charts/edge" }).path,
      protect,
      dependsOn: Object.keys(edge.backends).map((service) => releases.get(service)!.release),
    });

    this.publish({
      image_tag: { value: tag, description: "Tag of the images that are rolled out" },
      urls: { value: edge.hosts.map(({ host }) => `https://${host}`), description: "Where the application answers" },
      temporal_ui_command: {
        value: `kubectl port-forward --namespace ${NAMESPACE} service/temporal-server-web 8080:8080`,
        description: "Opens Temporal's web interface on http://localhost:8080",
      },
      workloads_console: {
        value: `https://console.cloud.google.com/kubernetes/workload/overview?project=${project}`,
        description: "The workloads in the console",
      },
    });
  }
}
