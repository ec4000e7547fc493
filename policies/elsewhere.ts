/** Demands that are no policies here, and who holds them, or why nobody does. */
export const ELSEWHERE: readonly { readonly identifiers: readonly string[]; readonly why: string }[] = [
  {
    identifiers: [
      "CIS-GKE-3.*",
      "CIS-GKE-5.7.2",
      "CIS-GKE-5.9.2",
      "CIS-GKE-5.10.3",
      "custom.gkeRequireNodePoolCMEKEncryption",
      "custom.gkeRequireNodePoolSandbox",
    ],
    why: "Files, disks and pools of nodes: Autopilot's nodes are Google's.",
  },
  {
    identifiers: ["CIS-GKE-4.1.1", "CIS-GKE-4.1.2", "CIS-GKE-4.1.3", "CIS-GKE-4.1.6", "CIS-GKE-4.1.7", "CIS-GKE-4.1.8"],
    why: "Roles and bindings of Kubernetes: this project makes none.",
  },
  {
    identifiers: ["CIS-GKE-4.1.4", "CIS-GKE-4.6.2", "CIS-GKE-4.6.3"],
    why: "Every rendered pod has an account of its own, a seccomp profile and a security context: `__tests__/charts`.",
  },
  {
    identifiers: ["CIS-GKE-4.3.1", "CIS-GKE-4.3.2", "CIS-GKE-4.6.1"],
    why: "One namespace whose network policies let nothing through that is not in a table: `__tests__/app/network-flows.test.ts`.",
  },
  {
    identifiers: ["CIS-GKE-4.4.1"],
    why: "The application reads its secrets from variables.",
  },
  { identifiers: ["CIS-GKE-4.4.2"], why: "Secret Manager is the source of truth." },
  {
    identifiers: ["CIS-GKE-4.5.1"],
    why: "Binary Authorization is the admission controller: `container.managed.enableBinaryAuthorization`.",
  },
  {
    identifiers: ["CIS-GKE-5.1.2"],
    why: "Who may push is not decided here; nobody but the nodes is given access.",
  },
  {
    identifiers: ["CIS-GKE-5.6.6"],
    why: "GKE makes the rules for its nodes; no other rule lets anybody in.",
  },
  {
    identifiers: ["CIS-GKE-5.6.7", "custom.networkRequireBackendServiceLogging", "compute.requireSslPolicy"],
    why: "GKE makes the balancer from the chart `edge`: managed certificates, logs, an SSL policy: `__tests__/charts/edge.test.ts`.",
  },
  { identifiers: ["CIS-GKE-5.9.1"], why: "No pod in Google Cloud has a persistent disk." },
  {
    identifiers: ["custom.gkeRequireConfidentialNodes", "scc.gkeRequireConfidentialNodes"],
    why: "Not enforced by the hardened set either: other machine types, and other prices.",
  },
  {
    identifiers: ["custom.storageRequireBucketObjectVersionning"],
    why: "Not enforced by the hardened set either: `buckets.NAME.keepVersions`; deleted objects come back for a week in any case.",
  },
  {
    identifiers: ["custom.cloudsqlRequirePostgreSQLDatabaseAdditionalFlags"],
    why: "Not enforced by the hardened set either; two of its three flags are set.",
  },
  {
    identifiers: ["custom.cloudsqlRequireMySQLDatabaseFlags", "custom.cloudsqlRequireSQLServerDatabaseFlags"],
    why: "Of other engines.",
  },
  {
    identifiers: ["custom.firewall*PolicyRule*"],
    why: "Rules of firewall policies, which belong to an organization.",
  },
  {
    identifiers: [
      "custom.firewallRestrictCacheSearchDatabasesRule",
      "custom.firewallRestrictDirectoryServicesRule",
      "custom.firewallRestrictInsecureProtocolsRule",
      "custom.firewallRestrictMailProtocolsRule",
      "custom.firewallRestrictManagementPortsRule",
      "custom.firewallRestrictNetworkServicesRule",
      "custom.firewallRestrictNoSQLDatabasesRule",
      "custom.firewallRestrictSQLDatabasesRule",
    ],
    why: "Parts of `custom.firewallRestrictPublicAccessRule`, which no port is exempt from.",
  },
  {
    identifiers: ["custom.iamAllowedMembers", "iam.allowedPolicyMemberDomains", "custom.iamDisableRedisAdminRoles"],
    why: "Who is of the organization is known there; only service accounts of this project are given anything.",
  },
  {
    identifiers: [
      "compute.restrict*",
      "compute.skipDefaultNetworkCreation",
      "iam.workloadIdentity*",
      "gcp.restrictTLSCipherSuites",
    ],
    why: "Of an organization or a project, not of a resource.",
  },
  {
    identifiers: [
      "custom.accesscontextmanager*",
      "custom.cloudbuild*",
      "custom.cloudkms*",
      "custom.cloudrun*",
      "custom.dataproc*",
      "scc.cloudfunctions*",
      "scc.cloudkms*",
      "scc.cloudrun*",
      "scc.computeDisableNestedVirtualization",
    ],
    why: "Of services that are not used here.",
  },
];
