import { prometheusName } from "../../constructs/observability/prometheus";
import { TEMPORAL_COUNTERS, TEMPORAL_TIMERS } from "../../constructs/workloads/temporal-metrics";
import { addressedBlocks } from "./blocks";
import { GOOGLE_METRICS, LABEL_VALUES, LOG_FIELDS, LOG_RESOURCES, RESOURCES } from "./google-metrics";
import { helmReleases } from "./helm-release";
import type { Asked } from "./monitored";
import { groupingsIn, type LabelMatcher, selectorsIn } from "./promql";
import type { Synthesized } from "./synth";
import { originsOf } from "./trace";

/** What a query may name: a series, its labels, and how it may be read. */
interface Series {
  readonly labels: readonly string[];
  readonly isCounter: boolean;
  readonly resource?: string;
}

const STACK = "observability";
/** Labels of Temporal's metrics: `common/metrics/tags.go` of go.temporal.io/server; its own `namespace` is renamed. */
const TEMPORAL_LABELS = ["operation", "service_name", "error_type", "exported_namespace", "taskqueue", "type"];
const TARGET = RESOURCES.prometheus_target;

function googleSeries(): readonly (readonly [string, Series])[] {
  return Object.entries(GOOGLE_METRICS)
    .filter(([, { kind }]) => kind !== "boolean")
    .map(([type, { resource, labels, kind }]) => {
      const isHistogram = kind === "histogram";
      const name = isHistogram ? `${prometheusName(type)}_bucket` : prometheusName(type);
      const all = [...RESOURCES[resource], ...labels, ...(isHistogram ? ["le"] : [])];
      // Google's own labels say the resource's type, those of managed Prometheus do not.
      const said = type.includes("/") ? { resource } : {};
      return [name, { labels: all, isCounter: kind !== "gauge", ...said }] as const;
    });
}

/** Every series that there is in an environment, by the name that PromQL knows it by. */
function seriesOf({ stacks }: Synthesized): ReadonlyMap<string, Series> {
  const labels = [...TARGET, ...TEMPORAL_LABELS];
  const ours = Object.values(stacks[STACK]!.resource?.["google_logging_metric"] ?? {}).map(({ name }) => {
    const isCounter = true;
    const resource = "k8s_container";
    return [
      prometheusName(`logging.googleapis.com/user/${String(name)}`),
      { labels: RESOURCES[resource], isCounter, resource },
    ] as const;
  });
  return new Map<string, Series>([
    ...googleSeries(),
    ...ours,
    ...TEMPORAL_COUNTERS.map((name) => [name, { labels, isCounter: true }] as const),
    ...TEMPORAL_TIMERS.map((name) => [`${name}_bucket`, { labels: [...labels, "le"], isCounter: true }] as const),
  ]);
}

/** What a label's value must come from. */
const ORIGINS: Readonly<Record<string, string>> = {
  database_id: "data/google_sql_database_instance.postgres.name",
  instance_id: "data/google_redis_instance.redis.id",
  cluster_name: "cluster/google_container_cluster.cluster.name",
  cluster: "cluster/google_container_cluster.cluster.name",
  namespace_name: "workloads/kubernetes_namespace_v1.namespace.metadata[0].name",
  namespace: "workloads/kubernetes_namespace_v1.namespace.metadata[0].name",
  job: "workloads/helm_release.temporal.name",
  gateway_name: "network/google_compute_router_nat.nat.name",
};

/** Names of backends as GKE's Ingress would give them to the ports of our services. */
function backendNames({ stacks }: Synthesized): readonly string[] {
  const { backends } = helmReleases(stacks["workloads"]!).find(({ name }) => name === "edge")!.values as {
    backends: Record<string, { port: number }>;
  };
  const { namespace } = stacks["workloads"]!.resource!["kubernetes_namespace_v1"]! as Record<string, object>;
  const { name: space } = (namespace as { metadata: { name: string } }).metadata;
  return Object.entries(backends).map(([service, { port }]) => `k8s1-0a1b2c3d-${space}-${service}-${port}-4e5f6a7b`);
}

/** Names of the containers of our charts, each of which is called like its release or as the chart says. */
function containerNames({ stacks }: Synthesized): readonly string[] {
  const releases = helmReleases(stacks["workloads"]!).map(({ name }) => name);
  return [
    ...releases,
    "schema",
    "migrate",
    ...["frontend", "history", "matching", "worker"].map((role) => `temporal-${role}`),
  ];
}

function matches(pattern: string, names: readonly string[]): boolean {
  return names.some((name) => new RegExp(`^(?:${pattern})$`).test(name));
}

function valueProblems(synthesized: Synthesized, { label, operator, value }: LabelMatcher): readonly string[] {
  const known = LABEL_VALUES[label] ?? (label === "container_name" ? containerNames(synthesized) : undefined);
  if (known) return matches(value, known) ? [] : [`${label} is never ${value}`];
  if (label === "backend_target_name") {
    return matches(value, backendNames(synthesized)) ? [] : [`no backend is called ${value}`];
  }
  const origins = originsOf(synthesized, STACK, value);
  if (label === "check_id") {
    const checks = origins.filter((origin) =>
      /\/google_monitoring_uptime_check_config\.\w+\.uptime_check_id$/.test(origin),
    );
    return checks.length > 0 && checks.length === origins.length ? [] : [`no uptime check is ${value}`];
  }
  const wanted = ORIGINS[label];
  if (wanted === undefined) return [`nobody knows what values ${label} has`];
  return operator === "=" && origins.length === 1 && origins[0] === wanted ? [] : [`${label} is no ${value}`];
}

function promqlProblems(synthesized: Synthesized, query: string): readonly string[] {
  const all = seriesOf(synthesized);
  const selectors = selectorsIn(query);
  const known = selectors.flatMap(({ metric }) => all.get(metric)?.labels ?? []);
  const groupings = groupingsIn(query).filter((label) => !known.includes(label));
  const ofSelectors = selectors.flatMap(({ metric, matchers, inside }) => {
    const series = all.get(metric);
    if (!series) return [`there is no series ${metric}`];
    const resource = matchers.find(({ label }) => label === "monitored_resource")?.value;
    const others = matchers.filter(({ label }) => label !== "monitored_resource");
    const counted = inside === "rate" || inside === "increase";
    return [
      ...(resource === series.resource ? [] : [`${metric} is not of ${resource}`]),
      ...(counted === series.isCounter ? [] : [`${metric} is ${series.isCounter ? "a" : "no"} counter`]),
      ...others
        .filter(({ label }) => !series.labels.includes(label))
        .map(({ label }) => `${metric} has no label ${label}`),
      ...others
        .filter(({ label }) => series.labels.includes(label))
        .flatMap((matcher) => valueProblems(synthesized, matcher)),
    ];
  });
  return [
    ...(selectors.length > 0 ? [] : ["it asks for no series"]),
    ...ofSelectors,
    ...groupings.map((label) => `nothing has the label ${label}`),
  ];
}

function metricFilterProblems(synthesized: Synthesized, filter: string): readonly string[] {
  const slo = /^select_slo_burn_rate\("(.+)", "\d+s"\)$/.exec(filter)?.[1];
  if (slo) {
    const [origin = ""] = originsOf(synthesized, STACK, slo);
    return /^observability\/google_monitoring_slo\.\w+\.name$/.test(origin) ? [] : [`there is no objective ${slo}`];
  }
  const type = /metric\.type="([^"]+)"/.exec(filter)?.[1];
  if (type === undefined) return ["it has no metric type"];
  const metric = GOOGLE_METRICS[type];
  if (!metric) return [`there is no metric ${type}`];
  const resource = /resource\.type="([^"]+)"/.exec(filter)?.[1];
  const comparisons = [
    ...filter.matchAll(/(?:resource|metric)\.labels?\.(\w+)\s*=\s*(?:[\w.]+\((.+?)\)|"([^"]*)"|(\d+))(?= AND|$)/g),
  ];
  const mentioned = [...filter.matchAll(/(?:resource|metric)\.labels?\.(\w+)/g)].map(([, label]) => label!);
  const labels = [...RESOURCES[metric.resource], ...metric.labels] as readonly string[];
  return [
    ...(resource === metric.resource ? [] : [`${type} is not of ${resource}`]),
    ...(comparisons.length === mentioned.length ? [] : ["it has a comparison that nobody understands"]),
    ...mentioned.filter((label) => !labels.includes(label)).map((label) => `${type} has no label ${label}`),
    ...comparisons.flatMap(([, label, list, quoted, number]) => {
      const value = (list ?? quoted ?? number)!.replace(/^"|"$/g, "");
      return labels.includes(label!) ? valueProblems(synthesized, { label: label!, operator: "=", value }) : [];
    }),
  ];
}

/** Labels of log entries that must have the values of our own things. */
const OWN_LABELS = ["cluster_name", "namespace_name", "database_id", "container_name"];

function logFilterProblems(synthesized: Synthesized, filter: string): readonly string[] {
  const types = [...filter.matchAll(/resource\.type="([^"]+)"/g)].map(([, type]) => type!);
  const labels = types.flatMap((type) => LOG_RESOURCES[type] ?? []);
  const compared = [...filter.matchAll(/resource\.labels\.(\w+)="([^"]*)"/g)];
  const spaces = [...filter.matchAll(/jsonPayload\.involvedObject\.namespace="([^"]*)"/g)];
  const fields = [
    ...filter.matchAll(
      /(?<![\w.])((?:jsonPayload|protoPayload|httpRequest)\.[\w.]+|textPayload|severity)\s*(?:=|<|>)/g,
    ),
  ];
  return [
    ...types.filter((type) => !(type in LOG_RESOURCES)).map((type) => `there is no resource ${type}`),
    ...compared
      .filter(([, label]) => types.length > 0 && !labels.includes(label!))
      .map(([, label]) => `nothing has the label ${label}`),
    ...compared
      .filter(([, label]) => OWN_LABELS.includes(label!))
      .flatMap(([, label, value]) => valueProblems(synthesized, { label: label!, operator: "=", value: value! })),
    ...spaces.flatMap(([, value]) => valueProblems(synthesized, { label: "namespace", operator: "=", value: value! })),
    ...fields
      .map(([, field]) => field!)
      .filter((field) => !(field in LOG_FIELDS))
      .map((field) => `no entry has ${field}`),
  ];
}

/** What in a query or filter does not exist: a metric, a label, or a thing that no stack makes. */
export function problemsOf(
  synthesized: Synthesized,
  { language, text }: Pick<Asked, "language" | "text">,
): readonly string[] {
  if (language === "promql") return promqlProblems(synthesized, text);
  return language === "metric filter" ? metricFilterProblems(synthesized, text) : logFilterProblems(synthesized, text);
}

/** Addresses of the resources of a type. */
export function addressesOf({ stacks }: Synthesized, type: string): readonly string[] {
  return addressedBlocks(stacks[STACK]!)
    .filter((resource) => resource.kind === "resource" && resource.type === type)
    .map(({ address }) => address);
}
