/** What a label must be: exactly a text, or what a pattern describes as a whole. */
export type Matcher = string | { readonly like: string };

/** Matchers by label. */
export type Labels = Readonly<Record<string, Matcher>>;

/**
 * A metric of Cloud Monitoring as PromQL calls it: `redis.googleapis.com/stats/evicted_keys` is
 * `redis_googleapis_com:stats_evicted_keys`. https://cloud.google.com/monitoring/promql/promql-mapping
 */
export function prometheusName(metricType: string): string {
  const [domain, ...path] = metricType.split("/");
  if (path.length === 0) return metricType;
  const word = (text: string) => text.replace(/[^A-Za-z0-9]/g, "_");
  return `${word(domain!)}:${word(path.join("/"))}`;
}

function selector(name: string, labels: Labels): string {
  const matchers = Object.entries(labels).map(([label, wanted]) =>
    typeof wanted === "string" ? `${label}="${wanted}"` : `${label}=~"${wanted.like}"`,
  );
  return `${name}{${matchers.join(",")}}`;
}

/** The series of one of Google's metrics. Some metrics are of several resources, so the resource's type is always said. */
export function googleSeries(metricType: string, resourceType: string, labels: Labels): string {
  return selector(prometheusName(metricType), { monitored_resource: resourceType, ...labels });
}

/** A part of the series of one of Google's distributions, as a Prometheus histogram has it. */
export function googleHistogram(metricType: string, resourceType: string, labels: Labels): string {
  return selector(`${prometheusName(metricType)}_bucket`, { monitored_resource: resourceType, ...labels });
}

/** The series of a metric that managed Prometheus has collected. */
export function collectedSeries(name: string, labels: Labels): string {
  return selector(name, labels);
}

/** What a share of all observations stays below. `share` from 0 to 1; `window` such as `5m`. */
export function quantile(share: number, histogram: string, window: string): string {
  return `histogram_quantile(${share}, sum by (le) (rate(${histogram}[${window}])))`;
}
