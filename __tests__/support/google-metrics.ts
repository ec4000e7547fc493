/** A metric of Google's, as far as a query can get it wrong. */
export interface GoogleMetric {
  /** What it is of. */
  readonly resource: keyof typeof RESOURCES;
  /** Its own labels. */
  readonly labels: readonly string[];
  /** A counter needs rate() or increase() in PromQL, whether it is DELTA or CUMULATIVE. */
  readonly kind: "gauge" | "counter" | "histogram" | "boolean";
}

/** Labels of Google's resources: https://cloud.google.com/monitoring/api/resources */
export const RESOURCES = {
  https_lb_rule: [
    "project_id",
    "region",
    "forwarding_rule_name",
    "url_map_name",
    "target_proxy_name",
    "backend_target_name",
    "backend_target_type",
    "backend_name",
    "backend_type",
    "backend_scope",
    "backend_scope_type",
    "matched_url_path_rule",
  ],
  uptime_url: ["project_id", "host"],
  cloudsql_database: ["project_id", "region", "database_id"],
  redis_instance: ["project_id", "region", "instance_id", "node_id"],
  k8s_container: ["project_id", "location", "cluster_name", "namespace_name", "pod_name", "container_name"],
  nat_gateway: ["project_id", "region", "router_id", "gateway_name"],
  consumer_quota: ["project_id", "service", "location"],
  prometheus_target: ["project_id", "location", "cluster", "namespace", "job", "instance"],
} as const;

const LB = [
  "response_code",
  "response_code_class",
  "protocol",
  "cache_result",
  "proxy_continent",
  "client_country",
] as const;

/**
 * Every metric that alerts, objectives and dashboards look at, copied by hand from Google's lists of 2026-11:
 *
 * - https://cloud.google.com/monitoring/api/metrics_gcp_i_o#gcp-loadbalancing
 * - https://cloud.google.com/monitoring/api/metrics_gcp_i_o#gcp-monitoring
 * - https://cloud.google.com/monitoring/api/metrics_gcp_c#gcp-cloudsql
 * - https://cloud.google.com/monitoring/api/metrics_gcp_p_z#gcp-redis
 * - https://cloud.google.com/monitoring/api/metrics_gcp_p_z#gcp-router
 * - https://cloud.google.com/monitoring/api/metrics_gcp_p_z#gcp-serviceruntime
 * - https://cloud.google.com/monitoring/api/metrics_kubernetes#kubernetes-kubernetes
 * - https://cloud.google.com/kubernetes-engine/docs/how-to/kube-state-metrics (kube_…, component POD)
 */
export const GOOGLE_METRICS: Readonly<Record<string, GoogleMetric>> = {
  "loadbalancing.googleapis.com/https/request_count": { resource: "https_lb_rule", labels: LB, kind: "counter" },
  "loadbalancing.googleapis.com/https/total_latencies": { resource: "https_lb_rule", labels: LB, kind: "histogram" },
  "monitoring.googleapis.com/uptime_check/check_passed": {
    resource: "uptime_url",
    labels: ["checker_location", "checked_resource_id", "check_id"],
    kind: "boolean",
  },
  "monitoring.googleapis.com/uptime_check/time_until_ssl_cert_expires": {
    resource: "uptime_url",
    labels: ["checker_location", "check_id"],
    kind: "gauge",
  },
  "cloudsql.googleapis.com/database/cpu/utilization": { resource: "cloudsql_database", labels: [], kind: "gauge" },
  "cloudsql.googleapis.com/database/memory/utilization": { resource: "cloudsql_database", labels: [], kind: "gauge" },
  "cloudsql.googleapis.com/database/disk/bytes_used": { resource: "cloudsql_database", labels: [], kind: "gauge" },
  "cloudsql.googleapis.com/database/postgresql/num_backends": {
    resource: "cloudsql_database",
    labels: ["database"],
    kind: "gauge",
  },
  "redis.googleapis.com/stats/memory/usage_ratio": { resource: "redis_instance", labels: ["role"], kind: "gauge" },
  "redis.googleapis.com/stats/evicted_keys": { resource: "redis_instance", labels: ["role"], kind: "counter" },
  "redis.googleapis.com/replication/role": { resource: "redis_instance", labels: ["role"], kind: "gauge" },
  "router.googleapis.com/nat/dropped_sent_packets_count": {
    resource: "nat_gateway",
    labels: ["ip_protocol", "reason"],
    kind: "counter",
  },
  "serviceruntime.googleapis.com/quota/exceeded": {
    resource: "consumer_quota",
    labels: ["quota_metric", "limit_name"],
    kind: "boolean",
  },
  "kubernetes.io/container/restart_count": { resource: "k8s_container", labels: [], kind: "counter" },
  kube_pod_status_phase: { resource: "prometheus_target", labels: ["pod", "phase", "uid"], kind: "gauge" },
};

/** The values that a label of Google's can have, where there are few. */
export const LABEL_VALUES: Readonly<Record<string, readonly string[]>> = {
  response_code_class: ["0", "100", "200", "300", "400", "500"],
  reason: ["OUT_OF_RESOURCES", "ENDPOINT_INDEPENDENCE_CONFLICT"],
  phase: ["Pending", "Running", "Succeeded", "Failed", "Unknown"],
};

/** What log entries are of: https://cloud.google.com/logging/docs/api/v2/resource-list */
export const LOG_RESOURCES: Readonly<Record<string, readonly string[]>> = {
  k8s_container: RESOURCES.k8s_container,
  k8s_cluster: ["project_id", "location", "cluster_name"],
  k8s_node: ["project_id", "location", "cluster_name", "node_name"],
  cloudsql_database: RESOURCES.cloudsql_database,
  http_load_balancer: [
    "project_id",
    "forwarding_rule_name",
    "url_map_name",
    "target_proxy_name",
    "backend_service_name",
    "zone",
  ],
};

/** Fields of entries that filters look into besides the resource, with who writes them. */
export const LOG_FIELDS: Readonly<Record<string, string>> = {
  severity: "every entry",
  textPayload: "what a container writes that is no JSON",
  "httpRequest.userAgent": "the load balancer",
  "httpRequest.status": "the load balancer",
  "jsonPayload.req.url":
    "pino, which Fastify logs with: https://github.com/pinojs/pino-std-serializers#exportsreqrequest",
  "jsonPayload.reason":
    "Kubernetes' events: https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/",
  "jsonPayload.involvedObject.kind": "Kubernetes' events, as GKE's event exporter writes them",
  "jsonPayload.involvedObject.namespace": "Kubernetes' events, as GKE's event exporter writes them",
  "protoPayload.methodName": "audit logs: https://cloud.google.com/sql/docs/postgres/audit-logging",
  "protoPayload.metadata.windowStatus":
    "https://cloud.google.com/sql/docs/postgres/backup-recovery/view-audit-logs-for-automated-backups",
};
