import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { Environment } from "../config/schema/environment";
import { EdgeRelease } from "../constructs/edge/edge-release";
import { bindings } from "../constructs/workloads/bindings";
import type { Foundation } from "../constructs/workloads/foundation";
import { ImageTag } from "../constructs/workloads/image-tag";
import { LocalChart } from "../constructs/workloads/local-chart";
import { MigrationsRelease } from "../constructs/workloads/migrations-release";
import { NetworkPolicies } from "../constructs/workloads/network-policies";
import { Service } from "../constructs/workloads/service";
import { ServiceImageTags } from "../constructs/workloads/service-image-tags";
import { TemporalRelease } from "../constructs/workloads/temporal-release";
import { BaseStack, type BaseStackProps } from "./base-stack";
import { crossed } from "./crossed";
import type { EdgeConfig } from "./edge-config";
import { API_SERVICE, DATABASES } from "./fixed-names";
import type { NetworkOutputs } from "./network-stack";

/** What the other stacks know of what runs. */
export interface WorkloadsOutputs {
  /** Namespace of everything. */
  readonly namespace: string;
  /** What the series that managed Prometheus collects of Temporal carry as `job`. */
  readonly temporalJob: string;
}

/** The front door: what the network stack made for it, and what is behind it. */
export interface EdgeProps extends EdgeConfig {
  /** What the network stack put out. */
  readonly network: Pick<NetworkOutputs, "edgeAddressName" | "armorPolicyName" | "sslPolicyName">;
}

/** Properties of {@link WorkloadsStack}. */
export interface WorkloadsStackProps extends BaseStackProps {
  /** The environment, as far as it says what runs. */
  readonly environment: BaseStackProps["environment"] &
    Pick<Environment, "images" | "services" | "migrations" | "temporal">;
  /** Makes what the workloads stand on, in the stack's scope. */
  readonly foundation: (scope: Construct) => Foundation;
  /** @default - no load balancer */
  readonly edge?: EdgeProps;
}

type Services = Environment["services"];

/** Where nobody collects metrics, nobody is let in for them. */
function withoutMetrics(services: Services): Services {
  const entries = Object.entries(services);
  return Object.fromEntries(entries.map(([name, service]) => [name, { ...service, metricsPort: undefined }]));
}

/** What runs in the cluster. Order: secrets, Temporal, migrations, the API, the other services, the front door. */
export class WorkloadsStack extends BaseStack {
  readonly outputs: WorkloadsOutputs;

  constructor(scope: Construct, id: string, { environment, ...props }: WorkloadsStackProps) {
    super(scope, id, { environment });
    const foundation = props.foundation(this);
    const { namespace, secrets, database, registry } = foundation;
    const protect = environment.deletionProtection?.enabled ?? false;
    const backends = props.edge?.backends ?? {};

    const services = foundation.managedPrometheus ? environment.services : withoutMetrics(environment.services);
    const scraped = Object.entries(services).flatMap(([name, { metricsPort }]) =>
      metricsPort === undefined ? [] : [[name, metricsPort] as const],
    );
    const policies = new NetworkPolicies(this, "network_policies", {
      ...foundation,
      scraped: Object.fromEntries(scraped),
      balanced: Object.fromEntries(Object.entries(backends).map(([name, { port }]) => [name, port])),
    });
    const temporal = new TemporalRelease(this, "temporal", {
      ...environment.temporal,
      namespace,
      source: this.temporalChart(environment.temporal.chart),
      temporalNamespace: environment.temporal.namespace,
      database: {
        ...database,
        user: DATABASES.temporal,
        default: DATABASES.temporal,
        visibility: DATABASES.visibility,
      },
      secret: secrets.temporalDatabase,
      scraped: foundation.managedPrometheus,
      protect,
      dependsOn: policies.all,
    }).release.release;

    const tag = new ImageTag(this, "image_tag", { defaultTag: environment.images.tag }).value;
    const migrations = new MigrationsRelease(this, "migrations", {
      ...environment.migrations,
      namespace,
      image: { repository: `${registry}/${environment.migrations.image}`, tag },
      ssl: foundation.sslMode,
      chart: new LocalChart(this, "migrations_chart", { folder: "charts/migrations" }).path,
      dependsOn: [...foundation.ready, temporal],
    }).release.release;

    const bound = bindings({
      ...foundation,
      databaseSslMode: foundation.sslMode.node,
      temporalNamespace: environment.temporal.namespace,
    });
    const chart = new LocalChart(this, "service_chart", { folder: "charts/service" }).path;
    const tags = new ServiceImageTags(this, "image_tags", { services: Object.keys(services), otherwise: tag });
    const releases = new Map<string, ITerraformDependable>();
    // The other services call it.
    const rank = (service: string) => (service === API_SERVICE ? 0 : 1);
    for (const service of Object.keys(services).sort((a, b) => rank(a) - rank(b))) {
      const spec = services[service]!;
      const { release } = new Service(this, `service_${service}`, {
        service,
        namespace,
        spec,
        image: { repository: `${registry}/${spec.image}`, tag: tags.of(service) },
        bindings: bound,
        authority: foundation.authorize(service, spec.uses),
        balanced: Object.hasOwn(backends, service),
        chart,
        dependsOn: [releases.get(API_SERVICE) ?? migrations],
      });
      releases.set(service, release);
    }

    if (props.edge) {
      const { edgeAddressName: addressName, armorPolicyName, sslPolicyName } = props.edge.network;
      new EdgeRelease(this, "edge", {
        ...props.edge,
        ...crossed(this, "network", { addressName, armorPolicyName, sslPolicyName }),
        namespace,
        chart: new LocalChart(this, "edge_chart", { folder: "charts/edge" }).path,
        protect,
        dependsOn: Object.keys(backends).map((service) => releases.get(service)!),
      });
    }

    this.outputs = { namespace, temporalJob: temporal.name };
    this.publish({
      image_tag: { value: tag, description: "Tag of the images that are rolled out" },
      urls: {
        value: (props.edge?.hosts ?? []).map(({ host }) => `https://${host}`),
        description: "Where the application answers",
      },
      temporal_ui_command: {
        value: `kubectl port-forward --namespace ${namespace} service/temporal-server-web 8080:8080`,
        description: "Opens Temporal's web interface on http://localhost:8080",
      },
    });
  }

  private temporalChart(chart: Environment["temporal"]["chart"]) {
    if ("path" in chart) return { chart: new LocalChart(this, "temporal_chart", { folder: chart.path }).path };
    return { ...chart, chart: "temporal" };
  }
}
