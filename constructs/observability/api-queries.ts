import { BALANCER, backendLabels } from "./balancer-backend";
import { googleHistogram, googleSeries, quantile } from "./prometheus";

const REQUESTS = "loadbalancing.googleapis.com/https/request_count";
const LATENCIES = "loadbalancing.googleapis.com/https/total_latencies";

/** Requests a second for a backend. `window` such as `5m`. */
export function requestRate(pattern: string, window = "5m"): string {
  return `sum(rate(${googleSeries(REQUESTS, BALANCER, backendLabels(pattern))}[${window}]))`;
}

/** Share of a backend's requests that fail with 5xx, from 0 to 1. */
export function errorShare(pattern: string, window = "5m"): string {
  const failed = googleSeries(REQUESTS, BALANCER, { ...backendLabels(pattern), response_code_class: "500" });
  return `sum(rate(${failed}[${window}])) / ${requestRate(pattern, window)}`;
}

/** What 95 of 100 requests stay below, in milliseconds. Only answers with 2xx: a WebSocket (101) lasts for minutes. */
export function latency95(pattern: string, window = "5m"): string {
  const labels = { ...backendLabels(pattern), response_code_class: "200" };
  return quantile(0.95, googleHistogram(LATENCIES, BALANCER, labels), window);
}

/** The same requests in Cloud Monitoring's own filter language, which objectives are written in. */
export function requestFilter(pattern: string, metric: "count" | "latency", responseCodeClass?: number): string {
  return [
    `metric.type="${metric === "count" ? REQUESTS : LATENCIES}"`,
    `resource.type="${BALANCER}"`,
    `resource.labels.backend_target_name=monitoring.regex.full_match("${pattern}")`,
    ...(responseCodeClass === undefined ? [] : [`metric.labels.response_code_class=${responseCodeClass}`]),
  ].join(" AND ");
}
