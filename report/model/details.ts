import { parse } from "yaml";
import { at } from "../../policies/policy";
import type { Resource } from "./resources";

type Say = (resources: readonly Resource[]) => string | undefined;

function valueOf(resources: readonly Resource[], type: string, path: string): string | undefined {
  const resource = resources.find((each) => each.type === type);
  const value = resource && at(resource.arguments, path);
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

const said = (...parts: readonly (string | undefined)[]): string => parts.filter(Boolean).join(" · ");
const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;
const countOf = (resources: readonly Resource[], type: string) => resources.filter((each) => each.type === type).length;

interface ReleaseValues {
  readonly replicas?: number;
  readonly autoscaling?: { readonly maxReplicas?: number };
  readonly hosts?: readonly unknown[];
}

/** The document of a release's values that the environment decides; those with expressions are of the apply. */
function releaseValues({ arguments: { values } }: Resource): ReleaseValues {
  const documents = Array.isArray(values) ? (values as string[]) : [];
  const parsed = documents.filter((text) => !text.startsWith("${")).map((text) => parse(text) as ReleaseValues | null);
  return Object.assign({}, ...parsed) as ReleaseValues;
}

function release([resource]: readonly Resource[]): string | undefined {
  if (!resource) return undefined;
  const { replicas, autoscaling, hosts } = releaseValues(resource);
  if (Array.isArray(hosts)) return `load balancer · ${plural(hosts.length, "host")}`;
  if (typeof replicas !== "number") {
    const { version } = resource.arguments;
    return typeof version === "string" ? `Helm chart ${version}` : "Helm release";
  }
  const most = autoscaling?.maxReplicas;
  return most === undefined || most === replicas ? plural(replicas, "pod") : `${replicas} to ${most} pods`;
}

/** What is told of a kind below its title, by the title. */
const SAY: Readonly<Record<string, Say>> = {
  "Google APIs": (resources) => `${resources.length} enabled`,
  Subnet: (resources) => valueOf(resources, "google_compute_subnetwork", "ip_cidr_range"),
  "Private services": (resources) => {
    const [address, length] = ["address", "prefix_length"].map((path) =>
      valueOf(resources, "google_compute_global_address", path),
    );
    return address && length ? `${address}/${length}` : undefined;
  },
  "TLS policy": (resources) =>
    said(
      valueOf(resources, "google_compute_ssl_policy", "min_tls_version")?.replace("TLS_", "TLS ").replace("_", "."),
      valueOf(resources, "google_compute_ssl_policy", "profile")?.toLowerCase(),
    ),
  "Cloud SQL": (resources) =>
    said(
      valueOf(resources, "google_sql_database_instance", "database_version")?.replace("POSTGRES_", "PostgreSQL "),
      plural(countOf(resources, "google_sql_database"), "database"),
    ),
  Redis: (resources) =>
    said(
      valueOf(resources, "google_redis_instance", "tier"),
      `${valueOf(resources, "google_redis_instance", "memory_size_gb")} GB`,
    ),
  Secrets: (resources) => said(plural(countOf(resources, "google_secret_manager_secret"), "secret"), "Secret Manager"),
  "GKE Autopilot": (resources) =>
    said(
      valueOf(resources, "google_container_cluster", "location"),
      valueOf(resources, "google_container_cluster", "release_channel.channel")?.toLowerCase(),
    ),
  "Access grants": (resources) => plural(resources.length, "IAM member"),
  "Service levels": (resources) => plural(countOf(resources, "google_monitoring_slo"), "objective"),
  Release: release,
};

/** Names side by side without the words at both ends that all of them have. */
function apart(names: readonly string[]): readonly string[] {
  const words = names.map((name) => name.split(/-|: /));
  const shortest = Math.min(...words.map(({ length }) => length)) - 1;
  const isShared = (index: number) => words.every((each) => each.at(index) === words[0]!.at(index));
  let head = 0;
  while (head < shortest && isShared(head)) head += 1;
  let tail = 0;
  while (head + tail < shortest && isShared(-1 - tail)) tail += 1;
  return words.map((each) => each.slice(head, each.length - tail).join("-"));
}

/** The line below a node's title: what one would ask about it first, or else the names of what it is. */
export function detailOf(title: string, resources: readonly Resource[]): string {
  const detail = SAY[title]?.(resources);
  if (detail) return detail;
  const names = [...new Set(resources.flatMap(({ name }) => (name === undefined ? [] : [name])))];
  return (names.length > 1 ? apart(names) : names).join(", ") || plural(resources.length, "resource");
}
