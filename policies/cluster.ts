import { at, demand, includes, is, isNot, isOneOf, type Policy, present } from "./policy";

const types = ["google_container_cluster"];

/** Ranges, of which none is everybody. */
function narrow(blocks: unknown): boolean {
  const ranges = (blocks as { cidr_block: string }[] | undefined) ?? [];
  return ranges.length > 0 && ranges.every(({ cidr_block: range }) => !range.endsWith("/0"));
}

const IP_ENDPOINT = "control_plane_endpoints_config.ip_endpoints_config.enabled";

/** GKE. */
export const CLUSTER_POLICIES: readonly Policy[] = [
  {
    id: "flowmaestro.gkeAutopilot",
    // What Autopilot decides, and does not let anybody decide otherwise:
    // https://cloud.google.com/kubernetes-engine/docs/resources/autopilot-standard-feature-comparison
    alike: [
      ...["5.2.2", "5.4.1", "5.5.1", "5.5.2", "5.5.3", "5.5.5", "5.5.6", "5.5.7", "5.10.1"].map((n) => `CIS-GKE-${n}`),
      ...["ShieldedNodes", "WorkloadIdentityFederation", "NetworkPolicy"].map(
        (name) => `container.managed.enable${name}`,
      ),
      ...["GKEMetadataServer", "IntegrityMonitoring", "SecureBoot", "NodePoolAutoRepair", "NodePoolAutoUpgrade"].map(
        (name) => `custom.gkeRequire${name}`,
      ),
      ...["RequireCOSImage", "AllowedNodePoolImages", "RequireDataplaneV2", "RequireIntraNodeVisibility"].map(
        (name) => `custom.gke${name}`,
      ),
      "custom.gkeDisableKubernetesDashboard",
      "custom.gkeDisableLegacyMetadataEndpoints",
    ],
    types,
    must: "be Autopilot, whose nodes Google hardens",
    ...is("enable_autopilot", true),
  },
  {
    id: "container.managed.enablePrivateNodes",
    alike: ["CIS-GKE-5.6.5"],
    types,
    must: "have private nodes",
    ...is("private_cluster_config.enable_private_nodes", true),
  },
  {
    id: "custom.gkeRequirePrivateEndpoint",
    alike: ["CIS-GKE-5.6.4"],
    types,
    must: "have no IP endpoint",
    fix: "leave out cluster.ipEndpoint",
    ...is(IP_ENDPOINT, false),
  },
  {
    id: "custom.gkeRequireMasterAuthorizedNetworks",
    alike: ["CIS-GKE-5.6.3"],
    types,
    must: "have no IP endpoint without authorized networks",
    ...demand("master_authorized_networks_config.cidr_blocks", "ranges narrower than /0", narrow),
    holds: (cluster) =>
      at(cluster, IP_ENDPOINT) === false || narrow(at(cluster, "master_authorized_networks_config.cidr_blocks")),
  },
  {
    id: "flowmaestro.gkeDnsEndpoint",
    types,
    must: "be reached through IAM's DNS endpoint",
    ...is("control_plane_endpoints_config.dns_endpoint_config.allow_external_traffic", true),
  },
  {
    id: "container.managed.disallowDefaultComputeServiceAccount",
    alike: ["CIS-GKE-5.2.1"],
    types,
    must: "run nodes under an account of their own",
    ...present("cluster_autoscaling.auto_provisioning_defaults.service_account", "an account"),
  },
  {
    id: "container.managed.enableSecretsEncryption",
    alike: ["CIS-GKE-5.3.1"],
    types,
    must: "encrypt Kubernetes secrets with a key of one's own",
    fix: "set kmsKey",
    ...is("database_encryption.state", "ENCRYPTED"),
  },
  {
    id: "container.managed.enableBinaryAuthorization",
    alike: ["CIS-GKE-5.1.4", "CIS-GKE-5.10.4"],
    types,
    must: "run only images that a policy has admitted",
    fix: "set cluster.binaryAuthorization to true",
    ...is("binary_authorization.evaluation_mode", "PROJECT_SINGLETON_POLICY_ENFORCE"),
  },
  {
    id: "container.managed.enableGoogleGroupsRBAC",
    alike: ["CIS-GKE-5.8.2"],
    types,
    must: "know Google groups in RBAC",
    fix: "set cluster.rbacSecurityGroup",
    ...present("authenticator_groups_config.security_group", "a group"),
  },
  {
    id: "container.managed.disableLegacyClientCertificateIssuance",
    alike: ["CIS-GKE-2.1.1", "CIS-GKE-5.8.1", "scc.gkeDisableClientCertificateAuth"],
    types,
    must: "issue no client certificates",
    ...is("master_auth.client_certificate_config.issue_client_certificate", false),
  },
  {
    id: "container.managed.disableABAC",
    alike: ["CIS-GKE-5.8.3", "custom.gkeDisableLegacyAbac"],
    types,
    must: "grant through RBAC and IAM only",
    ...isNot("enable_legacy_abac", true),
  },
  {
    id: "CIS-GKE-4.1.9",
    alike: ["container.managed.disableRBACSystemBindings"],
    types,
    must: "grant nothing to the unauthenticated",
    ...is("rbac_binding_config.enable_insecure_binding_system_unauthenticated", false),
  },
  {
    id: "CIS-GKE-4.1.10",
    alike: ["container.managed.disableRBACSystemBindings"],
    types,
    must: "grant nothing to everybody who is authenticated",
    ...is("rbac_binding_config.enable_insecure_binding_system_authenticated", false),
  },
  {
    id: "flowmaestro.gkeAnonymousLimited",
    types,
    must: "answer the unauthenticated on health checks only",
    ...is("anonymous_authentication_config.mode", "LIMITED"),
  },
  {
    id: "container.managed.disableInsecureKubeletReadOnlyPort",
    types,
    must: "close the kubelet's read-only port",
    ...is("node_pool_auto_config.node_kubelet_config.insecure_kubelet_readonly_port_enabled", "FALSE"),
  },
  {
    id: "custom.gkeAllowedReleaseChannels",
    alike: ["CIS-GKE-5.5.4"],
    types,
    must: "be on a release channel for production",
    fix: "set cluster.releaseChannel to one of them",
    ...isOneOf("release_channel.channel", ["REGULAR", "STABLE"]),
  },
  {
    id: "custom.gkeDisableAlphaCluster",
    alike: ["CIS-GKE-5.10.2"],
    types,
    must: "have no alpha features",
    ...isNot("enable_kubernetes_alpha", true),
  },
  {
    id: "custom.gkeRequireVPCNativeCluster",
    alike: ["CIS-GKE-5.6.2"],
    types,
    must: "give pods addresses of the VPC",
    ...present("ip_allocation_policy.cluster_secondary_range_name", "a range"),
  },
  {
    id: "custom.gkeRequireRegionalClusters",
    alike: ["scc.gkeRequireRegionalCluster"],
    types,
    must: "be regional",
    ...demand("location", "a region", (got) => /^[a-z]+-[a-z]+\d+$/.test(String(got))),
  },
  {
    id: "container.managed.enableCloudLogging",
    alike: ["CIS-GKE-5.7.1"],
    types,
    must: "log what runs in it",
    ...includes("logging_config.enable_components", ["SYSTEM_COMPONENTS", "WORKLOADS"]),
  },
  {
    id: "custom.gkeRequireMonitoring",
    alike: ["CIS-GKE-5.7.1"],
    types,
    must: "be monitored",
    ...includes("monitoring_config.enable_components", ["SYSTEM_COMPONENTS"]),
  },
  {
    id: "container.managed.enableSecurityBulletinNotifications",
    types,
    must: "tell of security bulletins",
    ...is("notification_config.pubsub.enabled", true),
  },
  {
    id: "CIS-GKE-5.10.5",
    types,
    must: "watch its security posture",
    ...isOneOf("security_posture_config.mode", ["BASIC", "ENTERPRISE"]),
  },
];
