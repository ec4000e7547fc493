import {
  collectedSeries,
  googleHistogram,
  googleSeries,
  prometheusName,
  quantile,
} from "../../../constructs/observability/prometheus";
import { selectorsIn } from "../../support/promql";

test.each([
  // https://cloud.google.com/monitoring/promql/promql-mapping
  ["kubernetes.io/container/cpu/limit_cores", "kubernetes_io:container_cpu_limit_cores"],
  ["compute.googleapis.com/instance/cpu/utilization", "compute_googleapis_com:instance_cpu_utilization"],
  ["logging.googleapis.com/user/flowmaestro-errors", "logging_googleapis_com:user_flowmaestro_errors"],
  ["kube_pod_status_phase", "kube_pod_status_phase"],
])("PromQL calls %s %s", (type, name) => {
  expect(prometheusName(type)).toBe(name);
});

test("series of Google's always say of which resource they are", () => {
  // WHEN
  const series = googleSeries("redis.googleapis.com/stats/evicted_keys", "redis_instance", { instance_id: "redis" });

  // THEN
  expect(series).toBe(
    'redis_googleapis_com:stats_evicted_keys{monitored_resource="redis_instance",instance_id="redis"}',
  );
});

test("a label may be a text or a pattern", () => {
  expect(collectedSeries("a", { b: "c", d: { like: "e|f" } })).toBe('a{b="c",d=~"e|f"}');
});

test("a quantile of a distribution is PromQL", () => {
  // WHEN
  const query = quantile(0.95, googleHistogram("a.googleapis.com/latencies", "a", {}), "5m");

  // THEN
  expect(query).toBe(
    'histogram_quantile(0.95, sum by (le) (rate(a_googleapis_com:latencies_bucket{monitored_resource="a"}[5m])))',
  );
  expect(selectorsIn(query)).toHaveLength(1);
});
