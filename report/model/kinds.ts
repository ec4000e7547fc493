import { at } from "../../policies/policy";
import type { Resource } from "./resources";

/** Name of a drawing in report/picture/icons.ts. */
export type IconName =
  | "api"
  | "bell"
  | "bucket"
  | "chart"
  | "cluster"
  | "coin"
  | "config"
  | "database"
  | "exit"
  | "globe"
  | "guard"
  | "identity"
  | "image"
  | "key"
  | "link"
  | "log"
  | "memory"
  | "namespace"
  | "network"
  | "other"
  | "policy"
  | "release"
  | "shield"
  | "signpost"
  | "tls";

/** Resource types that make up one thing in a reader's mind. */
export interface Kind {
  readonly title: string;
  readonly icon: IconName;
  /** Matches the types; the first kind that matches is a resource's. */
  readonly types: RegExp;
  /** Tells resources of one type apart. @default - all of them */
  readonly when?: (resource: Resource) => boolean;
  /** Every resource is a node of its own, called by its name. @default - a stack has one node of a kind */
  readonly each?: boolean;
}

/** What the picture is drawn of, in the order in which nodes stand side by side. */
export const KINDS: readonly Kind[] = [
  { title: "Google APIs", icon: "api", types: /^google_project_service$/ },
  { title: "VPC network", icon: "network", types: /^google_compute_network$/ },
  { title: "Subnet", icon: "network", types: /^google_compute_subnetwork$/ },
  { title: "Cloud NAT", icon: "exit", types: /^google_compute_(router|router_nat|address)$/ },
  {
    title: "Private services",
    icon: "link",
    types: /^google_(service_networking_connection|compute_global_address)$/,
    when: ({ type, arguments: values }) =>
      type === "google_service_networking_connection" || at(values, "purpose") === "VPC_PEERING",
  },
  { title: "Public address", icon: "globe", types: /^google_compute_global_address$/ },
  { title: "Cloud Armor", icon: "shield", types: /^google_compute_security_policy/ },
  { title: "TLS policy", icon: "tls", types: /^google_compute_ssl_policy$/ },
  { title: "Cloud DNS", icon: "signpost", types: /^google_dns_/ },

  { title: "Access grants", icon: "policy", types: /_iam_(member|binding|policy)$/ },
  { title: "Cloud SQL", icon: "database", types: /^google_sql_/ },
  { title: "Redis", icon: "memory", types: /^google_redis_/ },
  { title: "Buckets", icon: "bucket", types: /^google_storage_/ },
  { title: "Secrets", icon: "key", types: /^google_secret_manager_/ },
  { title: "Image registry", icon: "image", types: /^google_artifact_registry_/ },

  { title: "Google identities", icon: "identity", types: /^google_service_account$/ },
  { title: "GKE Autopilot", icon: "cluster", types: /^google_container_/ },

  { title: "Namespace", icon: "namespace", types: /^kubernetes_namespace/ },
  { title: "Pod secrets", icon: "key", types: /^kubernetes_secret/ },
  { title: "Config maps", icon: "config", types: /^kubernetes_config_map/ },
  { title: "Network policies", icon: "shield", types: /^kubernetes_network_policy/ },
  { title: "Service accounts", icon: "identity", types: /^kubernetes_service_account/ },
  { title: "Release", icon: "release", types: /^helm_release$/, each: true },

  { title: "Notification channels", icon: "bell", types: /^google_monitoring_notification_channel$/ },
  { title: "Alert policies", icon: "bell", types: /^google_monitoring_alert_policy$/ },
  { title: "Uptime checks", icon: "signpost", types: /^google_monitoring_uptime_check_config$/ },
  { title: "Service levels", icon: "chart", types: /^google_monitoring_(slo|service|custom_service)$/ },
  { title: "Dashboards", icon: "chart", types: /^google_monitoring_dashboard$/ },
  { title: "Logs", icon: "log", types: /^google_logging_/ },
  { title: "Budget", icon: "coin", types: /^google_billing_budget$/ },
];

/** What only helps another resource: drawn with the one that it is built with. */
export const HELPER = /^(terraform_data|random_|time_)/;

/** The kind of a helper that is built with nothing else. */
export const GUARDS: Kind = { title: "Guards", icon: "guard", types: HELPER };

/** `google_pubsub_topic` becomes `Pubsub topic`: a type that the table does not know is still drawn. */
function unknownKind(type: string): Kind {
  const words = type
    .replace(/^(google|kubernetes)_/, "")
    .replace(/_v\d+$/, "")
    .replaceAll("_", " ");
  return { title: words.charAt(0).toUpperCase() + words.slice(1), icon: "other", types: new RegExp(`^${type}$`) };
}

/** The kind that a resource is drawn as. */
export function kindOf(resource: Resource): Kind {
  const known = KINDS.find(({ types, when }) => types.test(resource.type) && (when?.(resource) ?? true));
  return known ?? unknownKind(resource.type);
}
