import type { Construct } from "constructs";
import { connectionBudget } from "../config/checks/connection-budget";
import type { Environment } from "../config/schema/environment";
import { Alert, type Alerting } from "../constructs/observability/alert";
import { ApiAlerts } from "../constructs/observability/api-alerts";
import { ApiObjectives } from "../constructs/observability/api-objectives";
import { ApplicationLogs } from "../constructs/observability/application-logs";
import { backendPattern } from "../constructs/observability/balancer-backend";
import { Budget } from "../constructs/observability/budget";
import { DatabaseAlerts } from "../constructs/observability/database-alerts";
import { databaseQueries } from "../constructs/observability/database-queries";
import { ErrorMetric } from "../constructs/observability/error-metric";
import { HealthDashboard } from "../constructs/observability/health-dashboard";
import { NotificationChannels } from "../constructs/observability/notification-channels";
import { PodAlerts } from "../constructs/observability/pod-alerts";
import { podQueries } from "../constructs/observability/pod-queries";
import { natDropsQuery, ProjectAlerts } from "../constructs/observability/project-alerts";
import { RedisAlerts } from "../constructs/observability/redis-alerts";
import { redisQueries } from "../constructs/observability/redis-queries";
import { TemporalAlerts } from "../constructs/observability/temporal-alerts";
import { TemporalDashboard } from "../constructs/observability/temporal-dashboard";
import { temporalQueries } from "../constructs/observability/temporal-queries";
import { Uptime } from "../constructs/observability/uptime";
import { googleProvider } from "../constructs/shared/providers";
import { BaseStack, type BaseStackProps } from "./base-stack";
import type { ClusterOutputs } from "./cluster-stack";
import { crossed } from "./crossed";
import type { DataOutputs } from "./data-stack";
import { edgeConfig } from "./edge-config";
import { API_SERVICE, NAMESPACE } from "./fixed-names";
import type { NetworkOutputs } from "./network-stack";
import { labelsOf, providerConfig } from "./provider-config";
import type { WorkloadsOutputs } from "./workloads-stack";

/** Properties of {@link ObservabilityStack}. */
export interface ObservabilityStackProps extends BaseStackProps {
  /** The environment. */
  readonly environment: Environment;
  /** What the network stack put out. */
  readonly network: Pick<NetworkOutputs, "natName">;
  /** What the data stack put out. */
  readonly data: Pick<DataOutputs, "databaseInstanceName" | "redisId" | "secretIds">;
  /** What the cluster stack put out. */
  readonly cluster: Pick<ClusterOutputs, "clusterName">;
  /** What the workloads stack put out. */
  readonly workloads: WorkloadsOutputs;
}

/** A key for a host in addresses; `@` is the domain itself. */
const hostKey = (host: string) => (host === "@" ? "domain" : host);

/** Who is told when what goes wrong; and what shows it. */
export class ObservabilityStack extends BaseStack {
  constructor(scope: Construct, id: string, { environment, ...producers }: ObservabilityStackProps) {
    super(scope, id, { environment });
    const { name, project, region, hosts, observability, database } = environment;
    const { channels, alerts, objectives, logs, budget, runbookUrl } = observability;
    const protect = environment.deletionProtection.enabled;
    const labels = labelsOf(environment, id);
    googleProvider(this, {
      ...providerConfig(environment, id),
      // The budgets' API bills whom a person's own credentials name, and they name nobody.
      ...(budget && { billingProject: project, userProjectOverride: true }),
    });

    const { natName } = crossed(this, "network", { natName: producers.network.natName });
    const { databaseInstanceName, redisId, notifications } = crossed(this, "data", {
      databaseInstanceName: producers.data.databaseInstanceName,
      redisId: producers.data.redisId,
      notifications: producers.data.secretIds.notifications,
    });
    const { clusterName } = crossed(this, "cluster", { clusterName: producers.cluster.clusterName });
    const { namespace, temporalJob } = crossed(this, "workloads", producers.workloads);
    const pods = { clusterName, namespace };

    const { channelsFor } = new NotificationChannels(this, "notification", {
      ...channels,
      project,
      labels,
      secretIds: notifications,
    });
    const alerting: Alerting = { environment: name, labels, channelsFor, runbookUrl };

    const { backends } = edgeConfig(environment);
    const port = backends[API_SERVICE]?.port;
    const backend = port === undefined ? undefined : backendPattern(NAMESPACE, API_SERVICE, port);
    if (backend !== undefined) {
      const service = API_SERVICE;
      new ApiAlerts(this, "api", alerting, { service, backend, errors: alerts.apiErrors, latency: alerts.apiLatency });
      new ApiObjectives(this, "objective", alerting, { ...objectives, ...alerts, service, backend });
    }
    const asked = edgeConfig(environment).hosts.map(({ host, service }, index) => {
      const key = hostKey(Object.keys(hosts)[index]!);
      return [key, { host, path: backends[service]!.healthPath }] as const;
    });
    new Uptime(this, "uptime", alerting, {
      project,
      hosts: Object.fromEntries(asked),
      down: alerts.uptime,
      certificate: alerts.certificateExpiry,
    });

    const databaseId = `${project}:${databaseInstanceName}`;
    const { maxConnections } = connectionBudget(environment);
    const ofDatabase = databaseQueries(databaseId, { ...database, maxConnections });
    new DatabaseAlerts(this, "database", alerting, {
      databaseId,
      queries: ofDatabase,
      cpu: alerts.databaseCpu,
      memory: alerts.databaseMemory,
      disk: alerts.databaseDisk,
      connections: alerts.databaseConnections,
      backup: alerts.databaseBackup,
    });
    const ofRedis = redisQueries(redisId);
    new RedisAlerts(this, "redis", alerting, {
      queries: ofRedis,
      memory: alerts.redisMemory,
      evictions: alerts.redisEvictions,
      failover: environment.redis.tier === "STANDARD_HA" ? alerts.redisFailover : undefined,
    });
    const ofPods = podQueries(pods);
    new PodAlerts(this, "pods", alerting, {
      ...pods,
      queries: ofPods,
      restarts: alerts.podRestarts,
      outOfMemory: alerts.podOutOfMemory,
      pending: alerts.podPending,
      jobFailed: alerts.jobFailed,
    });
    const errors = new ErrorMetric(this, "service_errors", alerting, { ...pods, ...alerts.serviceErrors });
    const ofTemporal = temporalQueries({ ...pods, job: temporalJob });
    new TemporalAlerts(this, "temporal", alerting, {
      queries: ofTemporal,
      scheduleToStart: alerts.temporalScheduleToStart,
      failedWorkflows: alerts.temporalFailedWorkflows,
      persistenceErrors: alerts.temporalPersistenceErrors,
      shardMovement: alerts.temporalShardMovement,
    });
    new ProjectAlerts(this, "project", alerting, { natName, ...alerts });

    new ApplicationLogs(this, "application_logs", {
      ...pods,
      project,
      region,
      protect,
      retentionDays: logs.retentionDays,
      healthPaths: [...new Set(Object.values(backends).map(({ healthPath }) => healthPath))].filter(
        (path) => path !== "/",
      ),
    });
    const policyNames = this.node
      .findAll()
      .flatMap((construct) => (construct instanceof Alert ? construct.policyName : []));
    const health = new HealthDashboard(this, "health_dashboard", {
      api:
        backend === undefined
          ? undefined
          : { backend, errorPercent: alerts.apiErrors.percent, seconds: alerts.apiLatency.seconds },
      database: {
        queries: ofDatabase,
        redAbove: {
          cpu: alerts.databaseCpu.percent,
          memory: alerts.databaseMemory.percent,
          disk: alerts.databaseDisk.percent,
          connections: alerts.databaseConnections.percent,
        },
      },
      redis: { queries: ofRedis, memoryPercent: alerts.redisMemory.percent },
      pods: ofPods,
      errors: errors.query,
      natDrops: natDropsQuery(natName),
      policyNames,
    });
    const temporal = new TemporalDashboard(this, "temporal_dashboard", {
      queries: ofTemporal,
      redAbove: {
        scheduleToStartSeconds: alerts.temporalScheduleToStart.seconds,
        persistenceErrorPercent: alerts.temporalPersistenceErrors.percent,
        shardsPerMinute: alerts.temporalShardMovement.perMinute,
      },
    });
    if (budget) new Budget(this, "budget", { ...budget, project, environment: name, channels: channelsFor("WARNING") });

    const console_ = (path: string) => `https://console.cloud.google.com/monitoring/${path}?project=${project}`;
    this.publish({
      health_dashboard: {
        value: health.dashboardId,
        description: "Id of the dashboard that says whether it is healthy",
      },
      temporal_dashboard: { value: temporal.dashboardId, description: "Id of the dashboard of Temporal" },
      dashboards_console: { value: console_("dashboards"), description: "The dashboards in the console" },
      alerts_console: { value: console_("alerting"), description: "Incidents and alerts in the console" },
    });
  }
}
