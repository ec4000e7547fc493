import type { Block } from "./synth";

/** Turns one thing off. */
export type Mutation = (resource: Block) => void;

/** Blocks that Terraform takes once may be lists of one. */
function parentOf(resource: Block, path: string): readonly [Block, string] {
  const keys = path.split(".");
  const last = keys.pop()!;
  return [keys.reduce<Block>((block, key) => [(block[key] ??= {})].flat()[0] as Block, resource), last];
}

export const set =
  (path: string, value: unknown): Mutation =>
  (resource) => {
    const [parent, key] = parentOf(resource, path);
    parent[key] = structuredClone(value);
  };

export const without =
  (path: string): Mutation =>
  (resource) => {
    const [parent, key] = parentOf(resource, path);
    delete parent[key];
  };

/** A flag of PostgreSQL; none without a value. */
export const flag =
  (name: string, value?: string): Mutation =>
  ({ settings }) => {
    const block = settings as { database_flags: { name: string; value: string }[] };
    const others = block.database_flags.filter((each) => each.name !== name);
    block.database_flags = value === undefined ? others : [...others, { name, value }];
  };

const all =
  (...mutations: readonly Mutation[]): Mutation =>
  (resource) =>
    mutations.forEach((mutation) => mutation(resource));

const IP_ENDPOINT = "control_plane_endpoints_config.ip_endpoints_config.enabled";
const OFFICE = [{ cidr_block: "203.0.113.0/24", display_name: "office" }];

/** What somebody might do against each policy, by its id. A type that must not be there needs nothing done to it. */
export const MUTATIONS: Readonly<Record<string, Mutation>> = {
  "flowmaestro.apisStayEnabled": without("disable_on_destroy"),
  "custom.networkRequireCustomModeVpc": without("auto_create_subnetworks"),
  "custom.networkRequireSubnetPrivateGoogleAccess": set("private_ip_google_access", false),
  "compute.requireVpcFlowLogs": without("log_config"),
  "compute.disableVpcExternalIpv6": set("stack_type", "IPV4_IPV6"),
  "custom.firewallRestrictPublicAccessRule": set("source_ranges", ["10.0.0.0/8", "0.0.0.0/0"]),
  "custom.firewallRestrictExplicitAllPortsRule": set("allow", [{ protocol: "tcp", ports: ["0-65535"] }]),
  "custom.firewallEnforceRuleLogging": without("log_config"),
  "custom.firewallRequireDescription": set("description", " "),
  "flowmaestro.natLogsDrops": without("log_config"),
  "custom.networkDisableWeakSSLPolicy": set("profile", "COMPATIBLE"),
  "gcp.restrictTLSVersion": set("min_tls_version", "TLS_1_0"),
  "custom.networkDisableTargetHTTPProxy": () => undefined,
  "custom.dnsRequireManageZoneDNSSEC": set("dnssec_config.state", "off"),
  "custom.dnsAllowedSigningAlgorithms": set("dnssec_config.default_key_specs", [
    { algorithm: "rsasha1", key_type: "zoneSigning" },
  ]),
  "custom.dnsRequirePolicyLogging": without("enable_logging"),
  "flowmaestro.zoneKeepsRecords": set("force_destroy", true),

  "flowmaestro.preventDestroy": set("lifecycle.prevent_destroy", false),
  "flowmaestro.deletionProtection": without("deletion_protection"),
  "flowmaestro.abandoned": set("deletion_policy", "DELETE"),
  "flowmaestro.userPasswordNotInState": set("password", "${local.password}"),
  "flowmaestro.redisPrivate": set("connect_mode", "DIRECT_PEERING"),
  "storage.publicAccessPrevention": set("public_access_prevention", "inherited"),
  "storage.uniformBucketLevelAccess": without("uniform_bucket_level_access"),
  "flowmaestro.bucketKeepsObjects": set("force_destroy", true),
  "flowmaestro.bucketUndeletes": set("soft_delete_policy.retention_duration_seconds", 0),
  "CIS-GKE-5.1.1": set("vulnerability_scanning_config.enablement_config", "DISABLED"),
  "scc.artifactregistryRequireCMEK": without("kms_key_name"),
  "flowmaestro.imageTagsStay": set("docker_config.immutable_tags", false),
  "scc.secretmanagerAllowedRotationPeriod": set("rotation.rotation_period", "63072000s"),
  "flowmaestro.secretUndestroys": without("version_destroy_ttl"),
  "flowmaestro.secretValueNotInState": set("secret_data", "${random_password.generated.result}"),
  "flowmaestro.secretVersionDisabled": without("deletion_policy"),

  "sql.restrictPublicIp": set("settings.ip_configuration.ipv4_enabled", true),
  "sql.restrictAuthorizedNetworks": set("settings.ip_configuration.authorized_networks", [{ value: "0.0.0.0/0" }]),
  "custom.cloudsqlRequireSSLConnection": set("settings.ip_configuration.ssl_mode", "ALLOW_UNENCRYPTED_AND_ENCRYPTED"),
  "custom.cloudsqlRequireAutomatedBackup": set("settings.backup_configuration.enabled", false),
  "custom.cloudsqlRequirePointInTimeRecovery": without("settings.backup_configuration.point_in_time_recovery_enabled"),
  "custom.cloudsqlRequireHighAvailability": set("settings.availability_type", "ZONAL"),
  "custom.cloudsqlRequireRootPassword": set("settings.password_validation_policy.min_length", 8),
  "custom.cloudsqlEnforcePasswordComplexity": without("settings.password_validation_policy.complexity"),
  "CIS-GCP-6.2.1": flag("log_error_verbosity", "terse"),
  "CIS-GCP-6.2.2": flag("log_connections", "off"),
  "CIS-GCP-6.2.3": flag("log_disconnections"),
  "CIS-GCP-6.2.4": flag("log_statement", "none"),
  "CIS-GCP-6.2.5": flag("log_min_messages", "panic"),
  "CIS-GCP-6.2.6": flag("log_min_error_statement", "fatal"),
  "CIS-GCP-6.2.7": flag("log_min_duration_statement", "500"),
  "CIS-GCP-6.2.8": flag("cloudsql.enable_pgaudit", "off"),
  "flowmaestro.sqlKeepsBackups": without("settings.retain_backups_on_delete"),
  "flowmaestro.sqlApiDeletionProtection": set("settings.deletion_protection_enabled", false),
  "flowmaestro.sqlDiskMayGrow": without("lifecycle.ignore_changes"),

  "flowmaestro.gkeAutopilot": without("enable_autopilot"),
  "container.managed.enablePrivateNodes": set("private_cluster_config.enable_private_nodes", false),
  "custom.gkeRequirePrivateEndpoint": all(
    set(IP_ENDPOINT, true),
    set("master_authorized_networks_config", { cidr_blocks: OFFICE }),
  ),
  "custom.gkeRequireMasterAuthorizedNetworks": all(
    set(IP_ENDPOINT, true),
    set("master_authorized_networks_config", { cidr_blocks: [{ cidr_block: "0.0.0.0/0" }] }),
  ),
  "flowmaestro.gkeDnsEndpoint": without("control_plane_endpoints_config.dns_endpoint_config"),
  "container.managed.disallowDefaultComputeServiceAccount": without("cluster_autoscaling"),
  "container.managed.enableSecretsEncryption": without("database_encryption"),
  "container.managed.enableBinaryAuthorization": set("binary_authorization.evaluation_mode", "DISABLED"),
  "container.managed.enableGoogleGroupsRBAC": without("authenticator_groups_config"),
  "container.managed.disableLegacyClientCertificateIssuance": set(
    "master_auth.client_certificate_config.issue_client_certificate",
    true,
  ),
  "container.managed.disableABAC": set("enable_legacy_abac", true),
  "CIS-GKE-4.1.9": without("rbac_binding_config.enable_insecure_binding_system_unauthenticated"),
  "CIS-GKE-4.1.10": set("rbac_binding_config.enable_insecure_binding_system_authenticated", true),
  "flowmaestro.gkeAnonymousLimited": set("anonymous_authentication_config.mode", "ENABLED"),
  "container.managed.disableInsecureKubeletReadOnlyPort": without("node_pool_auto_config"),
  "custom.gkeAllowedReleaseChannels": set("release_channel.channel", "RAPID"),
  "custom.gkeDisableAlphaCluster": set("enable_kubernetes_alpha", true),
  "custom.gkeRequireVPCNativeCluster": without("ip_allocation_policy"),
  "custom.gkeRequireRegionalClusters": set("location", "us-central1-a"),
  "container.managed.enableCloudLogging": set("logging_config.enable_components", ["SYSTEM_COMPONENTS"]),
  "custom.gkeRequireMonitoring": without("monitoring_config"),
  "container.managed.enableSecurityBulletinNotifications": without("notification_config"),
  "CIS-GKE-5.10.5": set("security_posture_config.mode", "DISABLED"),

  "custom.iamDisablePublicBindings": set("member", "allUsers"),
  "custom.iamDisableBasicRoles": set("role", "roles/editor"),
  "custom.iamDisableAdminServiceAccount": set("role", "roles/storage.objectAdmin"),
  "custom.iamDisableProjectServiceAccountImpersonationRoles": set("role", "roles/iam.serviceAccountTokenCreator"),
  "iam.disableServiceAccountKeyCreation": () => undefined,
  "flowmaestro.grantsOneByOne": () => undefined,
  "CIS-GKE-5.1.3": set("role", "roles/artifactregistry.writer"),

  "CIS-GKE-4.2.1": set("metadata.labels", { "pod-security.kubernetes.io/enforce": "baseline" }),
  "CIS-GKE-4.1.5": without("automount_service_account_token"),
  "CIS-GKE-4.6.4": without("namespace"),
  "flowmaestro.kubernetesSecretNotInState": set("data", { password: "${local.password}" }),
  "flowmaestro.releaseRollsBack": set("atomic", false),
  "flowmaestro.releaseWaitsForJobs": without("wait_for_jobs"),
  "flowmaestro.releaseHoldsNoSecret": set("set_sensitive", [{ name: "password", value: "${local.password}" }]),
  "flowmaestro.channelSecretNotInState": set("sensitive_labels", { password: "${local.password}" }),
  "flowmaestro.alertTellsSomebody": set("notification_channels", []),
  "flowmaestro.alertSaysWhatItMeans": without("documentation"),
  "flowmaestro.uptimeLooksAtCertificate": without("http_check.validate_ssl"),
  "flowmaestro.logsStay": set("retention_days", 7),
};
