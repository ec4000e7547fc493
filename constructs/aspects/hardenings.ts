/** A resource as synthesized: its arguments in Terraform's own names. */
export type Arguments = Readonly<Record<string, unknown>>;

/** A protection that a resource must have, whatever the code around it says. */
export interface Hardening {
  /** Terraform resource type. */
  readonly type: string;
  /** What must hold, as a sentence's end: "google_sql_database_instance.postgres must …". */
  readonly must: string;
  /** Whether it holds. */
  readonly holds: (resource: Arguments) => boolean;
  /** Whether it may be off in an environment that has argued against deletion protection. @default false */
  readonly relaxable?: boolean;
}

/** The value at `path`, where a block that Terraform takes once may be written as a list of one. */
function at(resource: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((value, key) => {
    const block: unknown = Array.isArray(value) ? value[0] : value;
    return typeof block === "object" && block !== null ? (block as Arguments)[key] : undefined;
  }, resource);
}

const is =
  (path: string, expected: unknown) =>
  (resource: Arguments): boolean =>
    at(resource, path) === expected;

function flagsOf(instance: Arguments): readonly { name: string; value: string }[] {
  return (at(instance, "settings.database_flags") as { name: string; value: string }[] | undefined) ?? [];
}

/** Ranges, of which none is everybody. */
function narrow(blocks: unknown): boolean {
  const ranges = (blocks as { cidr_block: string }[] | undefined) ?? [];
  return ranges.length > 0 && ranges.every(({ cidr_block: range }) => !range.endsWith("/0"));
}

const prevented: Omit<Hardening, "type"> = {
  must: "refuse to be destroyed (lifecycle.prevent_destroy)",
  holds: is("lifecycle.prevent_destroy", true),
  relaxable: true,
};

/** Every hardening, in the order in which stacks are deployed. */
export const HARDENINGS: readonly Hardening[] = [
  {
    type: "google_project_service",
    must: "stay enabled when it leaves the code",
    holds: is("disable_on_destroy", false),
  },
  { type: "google_compute_network", must: "be a custom-mode network", holds: is("auto_create_subnetworks", false) },
  {
    type: "google_compute_subnetwork",
    must: "reach Google's APIs privately",
    holds: is("private_ip_google_access", true),
  },
  { type: "google_compute_router_nat", must: "log dropped connections", holds: is("log_config.enable", true) },
  {
    type: "google_service_networking_connection",
    must: "be abandoned, not deleted",
    holds: is("deletion_policy", "ABANDON"),
  },
  { type: "google_compute_ssl_policy", must: "refuse TLS older than 1.2", holds: is("min_tls_version", "TLS_1_2") },
  {
    type: "google_compute_ssl_policy",
    must: "offer modern ciphers only",
    holds: (policy) => ["MODERN", "RESTRICTED"].includes(String(policy.profile)),
  },
  { type: "google_dns_managed_zone", must: "be signed (DNSSEC)", holds: is("dnssec_config.state", "on") },
  { type: "google_dns_managed_zone", ...prevented },

  {
    type: "google_sql_database_instance",
    must: "have no public address",
    holds: is("settings.ip_configuration.ipv4_enabled", false),
  },
  {
    type: "google_sql_database_instance",
    must: "accept encrypted connections only",
    holds: is("settings.ip_configuration.ssl_mode", "ENCRYPTED_ONLY"),
  },
  {
    type: "google_sql_database_instance",
    must: "be backed up",
    holds: is("settings.backup_configuration.enabled", true),
  },
  {
    type: "google_sql_database_instance",
    must: "allow recovery to a point in time",
    holds: is("settings.backup_configuration.point_in_time_recovery_enabled", true),
  },
  {
    type: "google_sql_database_instance",
    must: "keep its backups when deleted",
    holds: is("settings.retain_backups_on_delete", true),
  },
  {
    type: "google_sql_database_instance",
    must: "be protected from deletion through the API",
    holds: is("settings.deletion_protection_enabled", true),
    relaxable: true,
  },
  {
    type: "google_sql_database_instance",
    must: "be protected from deletion by Terraform",
    holds: is("deletion_protection", true),
    relaxable: true,
  },
  { type: "google_sql_database_instance", ...prevented },
  {
    type: "google_sql_database_instance",
    must: "not plan a replacement for a disk that has grown",
    holds: (instance) =>
      (at(instance, "lifecycle.ignore_changes") as string[] | undefined)?.includes("settings[0].disk_size") ?? false,
  },
  {
    type: "google_sql_database_instance",
    must: "log connections",
    holds: (instance) => flagsOf(instance).some(({ name, value }) => name === "log_connections" && value === "on"),
  },
  { type: "google_sql_database", must: "be abandoned, not dropped", holds: is("deletion_policy", "ABANDON") },
  { type: "google_sql_user", must: "be abandoned, not dropped", holds: is("deletion_policy", "ABANDON") },
  { type: "google_sql_user", must: "have no password in the state", holds: (user) => user.password === undefined },
  {
    type: "google_redis_instance",
    must: "have a private address only",
    holds: is("connect_mode", "PRIVATE_SERVICE_ACCESS"),
  },
  {
    type: "google_redis_instance",
    must: "be protected from deletion by Terraform",
    holds: is("deletion_protection", true),
    relaxable: true,
  },
  { type: "google_redis_instance", ...prevented },
  { type: "google_storage_bucket", must: "never be public", holds: is("public_access_prevention", "enforced") },
  {
    type: "google_storage_bucket",
    must: "have one set of permissions",
    holds: is("uniform_bucket_level_access", true),
  },
  { type: "google_storage_bucket", must: "refuse to be deleted with objects in it", holds: is("force_destroy", false) },
  {
    type: "google_storage_bucket",
    must: "keep deleted objects for a while",
    holds: (bucket) => Number(at(bucket, "soft_delete_policy.retention_duration_seconds")) > 0,
  },
  { type: "google_storage_bucket", ...prevented },
  {
    type: "google_artifact_registry_repository",
    must: "have tags that never move",
    holds: is("docker_config.immutable_tags", true),
  },
  { type: "google_artifact_registry_repository", ...prevented },
  {
    type: "google_secret_manager_secret",
    must: "be protected from deletion by Terraform",
    holds: is("deletion_protection", true),
    relaxable: true,
  },
  {
    type: "google_secret_manager_secret",
    must: "keep destroyed versions for a while",
    holds: (secret) => secret.version_destroy_ttl !== undefined,
  },
  { type: "google_secret_manager_secret", ...prevented },
  {
    type: "google_secret_manager_secret_version",
    must: "have no value in the state",
    holds: (version) => version.secret_data === undefined,
  },
  {
    type: "google_secret_manager_secret_version",
    must: "be disabled, not destroyed",
    holds: is("deletion_policy", "DISABLE"),
  },
  { type: "google_secret_manager_secret_version", ...prevented },

  {
    type: "google_container_cluster",
    must: "have private nodes",
    holds: is("private_cluster_config.enable_private_nodes", true),
  },
  {
    type: "google_container_cluster",
    must: "be reached through IAM's DNS endpoint",
    holds: is("control_plane_endpoints_config.dns_endpoint_config.allow_external_traffic", true),
  },
  {
    type: "google_container_cluster",
    must: "have no IP endpoint without authorized networks",
    holds: (cluster) =>
      at(cluster, "control_plane_endpoints_config.ip_endpoints_config.enabled") === false ||
      narrow(at(cluster, "master_authorized_networks_config.cidr_blocks")),
  },
  {
    type: "google_container_cluster",
    must: "run nodes under an account of their own",
    holds: (cluster) => at(cluster, "cluster_autoscaling.auto_provisioning_defaults.service_account") !== undefined,
  },
  {
    type: "google_container_cluster",
    must: "watch its security posture",
    holds: is("security_posture_config.mode", "BASIC"),
  },
  {
    type: "google_container_cluster",
    must: "grant nothing to everybody who is authenticated",
    holds: is("rbac_binding_config.enable_insecure_binding_system_authenticated", false),
  },
  {
    type: "google_container_cluster",
    must: "grant nothing to the unauthenticated",
    holds: is("rbac_binding_config.enable_insecure_binding_system_unauthenticated", false),
  },
  {
    type: "google_container_cluster",
    must: "answer the unauthenticated on health checks only",
    holds: is("anonymous_authentication_config.mode", "LIMITED"),
  },
  {
    type: "google_container_cluster",
    must: "close the kubelet's read-only port",
    holds: is("node_pool_auto_config.node_kubelet_config.insecure_kubelet_readonly_port_enabled", "FALSE"),
  },
  {
    type: "google_container_cluster",
    must: "be on a release channel",
    holds: (cluster) => !["undefined", "UNSPECIFIED"].includes(String(at(cluster, "release_channel.channel"))),
  },
  {
    type: "google_container_cluster",
    must: "be protected from deletion by Terraform",
    holds: is("deletion_protection", true),
    relaxable: true,
  },
  { type: "google_container_cluster", ...prevented },

  {
    type: "kubernetes_namespace_v1",
    must: "enforce restricted pod security",
    holds: (namespace) =>
      (at(namespace, "metadata.labels") as Arguments | undefined)?.["pod-security.kubernetes.io/enforce"] ===
      "restricted",
  },
  {
    type: "kubernetes_secret_v1",
    must: "have no data in the state",
    holds: (secret) => secret.data === undefined && secret.binary_data === undefined,
  },
  {
    type: "kubernetes_service_account_v1",
    must: "mount no token",
    holds: is("automount_service_account_token", false),
  },
  { type: "helm_release", must: "roll back when it fails", holds: is("atomic", true) },
  { type: "helm_release", must: "wait for its Jobs", holds: is("wait_for_jobs", true) },
  {
    type: "helm_release",
    must: "keep no secret values",
    holds: (release) => !["set", "set_sensitive", "set_wo"].some((key) => release[key] !== undefined),
  },

  {
    type: "google_monitoring_notification_channel",
    must: "have no secret in the state",
    holds: (channel) =>
      !["auth_token", "password", "service_key"].some((key) => at(channel, `sensitive_labels.${key}`) !== undefined),
  },
  {
    type: "google_monitoring_alert_policy",
    must: "tell somebody",
    holds: (alert) => ((alert.notification_channels as string[] | undefined) ?? []).length > 0,
  },
  {
    type: "google_monitoring_alert_policy",
    must: "say what it means",
    holds: (alert) => at(alert, "documentation.content") !== undefined,
  },
  {
    type: "google_monitoring_uptime_check_config",
    must: "look at the certificate",
    holds: is("http_check.validate_ssl", true),
  },
  {
    type: "google_logging_project_bucket_config",
    must: "keep logs for 30 days or more",
    holds: (bucket) => Number(bucket.retention_days) >= 30,
  },
  { type: "google_logging_project_bucket_config", ...prevented },
];

/** The hardenings of a resource that do not hold. */
export function violations(type: string, resource: Arguments, relaxed: boolean): readonly Hardening[] {
  return HARDENINGS.filter(
    (hardening) => hardening.type === type && !(relaxed && hardening.relaxable) && !hardening.holds(resource),
  );
}
