import { ConfigMapV1 } from "@cdktf/provider-kubernetes/lib/config-map-v1";
import { Fn, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { SecretReference } from "../secrets/kubernetes-secret";
import { FixedForever } from "../shared/fixed-forever";
import { text } from "../shared/text";
import { type ChartSource, HelmRelease } from "./helm-release";
import { KubernetesServiceAccount } from "./kubernetes-service-account";
import type { Quantities } from "./service-release";
import { TEMPORAL_EPHEMERAL_STORAGE } from "./temporal-disk";
import { keptSeries } from "./temporal-metrics";

const ROLES = ["frontend", "history", "matching", "worker"] as const;

/** Properties of {@link TemporalRelease}. */
export interface TemporalReleaseProps {
  /** Namespace it is in. */
  readonly namespace: string;
  /** The chart. */
  readonly source: ChartSource;
  /** Where the images server, admin-tools and ui are. */
  readonly imageRegistry: string;
  /** Temporal namespace that is created. */
  readonly temporalNamespace: string;
  /** Days. Only read when the namespace is created. */
  readonly retentionDays: number;
  /** Number of history shards; fixed by the first deployment. */
  readonly historyShards: number;
  /** Connections of each pod to each database. */
  readonly pools: { readonly default: number; readonly visibility: number };
  /** Pods of each role. */
  readonly replicas: Readonly<Record<(typeof ROLES)[number] | "web", number>>;
  /** Of each server pod. */
  readonly resources: { readonly requests: Quantities; readonly limits: Quantities };
  /** Of the web interface. */
  readonly webResources: { readonly requests: Quantities; readonly limits: Quantities };
  /** PostgreSQL. */
  readonly database: {
    readonly host: string;
    readonly port: number;
    /** Certificates of the authorities that sign the server's certificate, in PEM. @default - no encryption */
    readonly serverCa?: string | undefined;
    /** Names of the two databases and of the user. */
    readonly default: string;
    readonly visibility: string;
    readonly user: string;
  };
  /** Holds the password. */
  readonly secret: SecretReference;
  /** Whether managed Prometheus collects its metrics. */
  readonly scraped: boolean;
  /** Whether what can never change refuses to. */
  readonly protect: boolean;
  /** What must be there before. */
  readonly dependsOn: ITerraformDependable[];
}

const EPHEMERAL_STORAGE = { "ephemeral-storage": TEMPORAL_EPHEMERAL_STORAGE };

function withDisk({ requests, limits }: TemporalReleaseProps["resources"]): Record<string, Record<string, string>> {
  return { requests: { ...requests, ...EPHEMERAL_STORAGE }, limits: { ...limits, ...EPHEMERAL_STORAGE } };
}

/**
 * A template of the chart's `extraObjects`. Its name becomes the label `job` of every series.
 * https://cloud.google.com/stackdriver/docs/managed-prometheus/setup-managed#gmp-pod-monitoring
 */
const POD_MONITORING = `apiVersion: monitoring.googleapis.com/v1
kind: PodMonitoring
metadata:
  name: {{ .Release.Name }}
  labels:
    app.kubernetes.io/instance: {{ .Release.Name }}
    app.kubernetes.io/part-of: flowmaestro
spec:
  selector:
    matchLabels:
      app.kubernetes.io/instance: {{ .Release.Name }}
    matchExpressions:
      - key: app.kubernetes.io/component
        operator: In
        values: [${ROLES.join(", ")}]
  endpoints:
    - port: metrics
      interval: 60s
      metricRelabeling:
        - action: keep
          sourceLabels: [__name__]
          regex: ${keptSeries()}
`;

/** Temporal from its official chart, on PostgreSQL, with the server's certificate verified. */
export class TemporalRelease extends Construct {
  readonly release: HelmRelease;

  constructor(scope: Construct, id: string, props: TemporalReleaseProps) {
    super(scope, id);
    const { namespace, database, secret, replicas, resources, imageRegistry } = props;
    const { serverCa = "" } = database;
    // The server keeps the number it was first started with and only warns: temporal/fx.go of server 1.31
    new FixedForever(this, "history_shards", {
      value: props.historyShards,
      instead: "cannot_change_set_it_back_or_migrate_to_a_new_database",
      protect: props.protect,
    });
    // Hooks run before anything of the release exists, so what they mount is made here.
    const ca = new ConfigMapV1(this, "database_ca", {
      metadata: { name: "temporal-database-ca", namespace },
      data: { "server-ca.pem": serverCa },
    });
    const account = new KubernetesServiceAccount(this, "service_account", { name: "temporal", namespace });

    const store = (databaseName: string, connections: number) => ({
      createDatabase: false,
      manageSchema: true,
      pluginName: "postgres12",
      databaseName,
      connectProtocol: "tcp",
      user: database.user,
      existingSecret: secret.name,
      secretKey: "password",
      maxConns: connections,
      maxIdleConns: connections,
      maxConnLifetime: "1h",
      // Stated, since without it a missing file switches verification off silently: lib/pq 1.10, ssl.go
      // Without the server's name in the handshake: with one, lib/pq compares names in spite of `verify-ca`.
      connectAttributes:
        database.serverCa === undefined ? { sslmode: "disable" } : { sslmode: "verify-ca", sslsni: "0" },
      ...(database.serverCa !== undefined && {
        tls: { enabled: true, caFile: "/etc/database-ca/server-ca.pem", enableHostVerification: false },
      }),
    });
    const role = (component: string) => ({
      replicaCount: replicas[component as keyof typeof replicas],
      resources: withDisk(resources),
      topologySpreadConstraints: [
        {
          maxSkew: 1,
          topologyKey: "topology.kubernetes.io/zone",
          whenUnsatisfiable: "ScheduleAnyway",
          labelSelector: {
            matchLabels: { "app.kubernetes.io/instance": "temporal", "app.kubernetes.io/component": component },
          },
        },
      ],
    });
    const connectAddr = `${database.host}:${text(database.port)}`;

    this.release = new HelmRelease(this, "Default", {
      name: "temporal",
      namespace,
      source: props.source,
      literals: {
        ...(props.scraped && { extraObjects: [POD_MONITORING] }),
        admintools: { image: { repository: `${imageRegistry}/admin-tools` } },
        server: {
          image: { repository: `${imageRegistry}/server` },
          config: {
            persistence: {
              numHistoryShards: props.historyShards,
              datastores: {
                default: { sql: store(database.default, props.pools.default) },
                visibility: { sql: store(database.visibility, props.pools.visibility) },
              },
            },
            namespaces: {
              create: true,
              namespace: [{ name: props.temporalNamespace, retention: `${props.retentionDays}d` }],
            },
          },
          ...Object.fromEntries(ROLES.map((component) => [component, role(component)])),
        },
        web: {
          image: { repository: `${imageRegistry}/ui` },
          enabled: replicas.web > 0,
          replicaCount: replicas.web,
          resources: withDisk(props.webResources),
        },
      },
      tokens: {
        server: {
          podAnnotations: {
            [`flowmaestro.io/${secret.name}-revision`]: secret.revision,
            "flowmaestro.io/database-ca-revision": Fn.substr(Fn.sha256(serverCa), 0, 8),
          },
          config: {
            persistence: {
              datastores: { default: { sql: { connectAddr } }, visibility: { sql: { connectAddr } } },
            },
          },
        },
      },
      dependsOn: [...props.dependsOn, ca, account.resource],
    });
  }
}
