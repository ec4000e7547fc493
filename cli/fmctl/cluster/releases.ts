import { decodedRecord, type HelmHook } from "../../deploy/helm-record";
import { NAMESPACE } from "../../../stacks/fixed-names";
import type { Cluster } from "./cluster";

/** One revision of a Helm release. */
export interface Release {
  readonly name: string;
  readonly revision: number;
  /** Helm's word: `deployed`, `superseded`, `failed`, `pending-upgrade` … */
  readonly status: string;
  /** `service-0.1.0`. */
  readonly chart: string;
  /** Tag of its image, or the version of what it runs. @default - the chart has neither */
  readonly tag?: string | undefined;
  /** When it was rolled out. */
  readonly at?: Date | undefined;
  /** Helm's remark: `Upgrade complete`. */
  readonly description: string;
  /** The values that it was given. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly hooks: readonly HelmHook[];
}

function tagOf(image: unknown): string | undefined {
  if (typeof image === "string") return /:([^:/]+)$/.exec(image)?.[1];
  if (typeof image !== "object" || image === null || !("tag" in image)) return undefined;
  return typeof image.tag === "string" ? image.tag : undefined;
}

function releaseOf(data: string): Release {
  const { name, version, info, chart, config, hooks = [] } = decodedRecord(data);
  const { metadata } = chart;
  return {
    name,
    revision: version,
    status: info.status,
    chart: `${metadata.name}-${metadata.version}`,
    tag: tagOf(config?.image) ?? metadata.appVersion,
    at: info.last_deployed ? new Date(info.last_deployed) : undefined,
    description: info.description ?? "",
    values: config ?? {},
    hooks,
  };
}

/** Every kept revision of a release, or of all, the newest first. */
export async function releaseHistory(cluster: Cluster, name?: string): Promise<readonly Release[]> {
  const labelSelector = name === undefined ? "owner=helm" : `owner=helm,name=${name}`;
  const { items } = await cluster.ask("list Helm's releases", () =>
    cluster.core.listNamespacedSecret({ namespace: NAMESPACE, labelSelector }),
  );
  const releases = items.flatMap(({ data }) => (data?.release ? [releaseOf(data.release)] : []));
  return releases.sort((a, b) => a.name.localeCompare(b.name) || b.revision - a.revision);
}

/** The newest revision of each release, by its name. */
export function newest(history: readonly Release[]): ReadonlyMap<string, Release> {
  const found = new Map<string, Release>();
  for (const release of history) if (!found.has(release.name)) found.set(release.name, release);
  return found;
}

/** The revision of each release that serves, by its name; none for a release whose first rollout failed. */
export function serving(history: readonly Release[]): ReadonlyMap<string, Release> {
  return newest(history.filter(({ status }) => status === "deployed"));
}
