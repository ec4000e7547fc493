import { type Arguments, at, demand, is, isNot, isOneOf, nowhere, type Policy, present } from "./policy";

const SUBNET = ["google_compute_subnetwork"];
const FIREWALL = ["google_compute_firewall"];
const SSL_POLICY = ["google_compute_ssl_policy"];
const ZONE = ["google_dns_managed_zone"];

const EVERYBODY = ["0.0.0.0/0", "::/0"];
const ALL_PORTS = ["0-65535", "1-65535"];

function list(value: unknown): readonly unknown[] {
  return value === undefined || value === null ? [] : [value].flat();
}

/** Whether a rule says who may come in; without any source it is everybody. */
function isNarrow({ source_ranges: ranges, source_tags: tags, source_service_accounts: accounts }: Arguments): boolean {
  const sources = [ranges, tags, accounts].flatMap(list);
  return sources.length > 0 && !sources.some((source) => EVERYBODY.includes(String(source)));
}

/** The network and what leads into it. */
export const NETWORK_POLICIES: readonly Policy[] = [
  {
    id: "flowmaestro.apisStayEnabled",
    types: ["google_project_service"],
    must: "stay enabled when it leaves the code",
    ...is("disable_on_destroy", false),
  },
  {
    id: "custom.networkRequireCustomModeVpc",
    types: ["google_compute_network"],
    must: "be a custom-mode network",
    ...is("auto_create_subnetworks", false),
  },
  {
    id: "custom.networkRequireSubnetPrivateGoogleAccess",
    types: SUBNET,
    must: "reach Google's APIs privately",
    ...is("private_ip_google_access", true),
  },
  {
    id: "compute.requireVpcFlowLogs",
    alike: ["CIS-GCP-3.8", "CIS-GKE-5.6.1"],
    types: SUBNET,
    must: "log its flows",
    fix: "set network.flowLogs.sampling above 0",
    ...demand("log_config.flow_sampling", "a share above 0", (got) => Number(got) > 0),
  },
  {
    id: "compute.disableVpcExternalIpv6",
    alike: ["compute.disableVpcInternalIpv6"],
    types: SUBNET,
    must: "have no IPv6 addresses, which no range and no rule of ours covers",
    ...demand("stack_type", '"IPV4_ONLY" or nothing', (got) => got === undefined || got === "IPV4_ONLY"),
  },
  {
    id: "custom.firewallRestrictPublicAccessRule",
    alike: ["CIS-GCP-3.6", "CIS-GCP-3.7", "custom.firewallRestrictSshRule", "custom.firewallRestrictRdpRule"],
    types: FIREWALL,
    must: "let nobody in from everywhere",
    ...demand("source_ranges", "ranges of which none is everybody", () => true),
    holds: (rule) => rule.direction === "EGRESS" || rule.allow === undefined || isNarrow(rule),
  },
  {
    id: "custom.firewallRestrictExplicitAllPortsRule",
    types: FIREWALL,
    must: "open single ports, not all of a protocol",
    ...demand("allow", "rules that name protocols and ports", (got) =>
      list(got).every(
        (rule) =>
          at(rule, "protocol") !== "all" && !list(at(rule, "ports")).some((port) => ALL_PORTS.includes(String(port))),
      ),
    ),
  },
  {
    id: "custom.firewallEnforceRuleLogging",
    types: FIREWALL,
    must: "log what it decides",
    ...present("log_config", "a block"),
  },
  {
    id: "custom.firewallRequireDescription",
    types: FIREWALL,
    must: "say what it is for",
    ...demand("description", "a sentence", (got) => typeof got === "string" && got.trim() !== ""),
  },
  {
    id: "flowmaestro.natLogsDrops",
    types: ["google_compute_router_nat"],
    must: "log dropped connections",
    ...is("log_config.enable", true),
  },
  {
    id: "custom.networkDisableWeakSSLPolicy",
    alike: ["CIS-GCP-3.9"],
    types: SSL_POLICY,
    must: "offer modern ciphers only",
    ...isOneOf("profile", ["MODERN", "RESTRICTED"]),
  },
  {
    id: "gcp.restrictTLSVersion",
    alike: ["CIS-GCP-3.9"],
    types: SSL_POLICY,
    must: "refuse TLS older than 1.2",
    ...isOneOf("min_tls_version", ["TLS_1_2", "TLS_1_3"]),
  },
  {
    id: "custom.networkDisableTargetHTTPProxy",
    types: ["google_compute_target_http_proxy", "google_compute_region_target_http_proxy"],
    must: "not be there, as nothing is served without TLS",
    fix: "use an HTTPS proxy",
    ...nowhere,
  },
  {
    id: "custom.dnsRequireManageZoneDNSSEC",
    alike: ["CIS-GCP-3.3"],
    types: ZONE,
    must: "be signed (DNSSEC)",
    ...is("dnssec_config.state", "on"),
  },
  {
    id: "custom.dnsAllowedSigningAlgorithms",
    alike: ["CIS-GCP-3.4", "CIS-GCP-3.5"],
    types: ZONE,
    must: "be signed with ECDSA P-256",
    ...demand("dnssec_config.default_key_specs", 'keys with algorithm "ecdsap256sha256"', (got) => {
      const specs = list(got);
      return specs.length > 0 && specs.every((spec) => at(spec, "algorithm") === "ecdsap256sha256");
    }),
  },
  {
    id: "custom.dnsRequirePolicyLogging",
    alike: ["CIS-GCP-2.12"],
    types: ["google_dns_policy"],
    must: "log queries",
    ...is("enable_logging", true),
  },
  {
    id: "flowmaestro.zoneKeepsRecords",
    types: ZONE,
    must: "refuse to be deleted with records in it",
    ...isNot("force_destroy", true),
  },
];
