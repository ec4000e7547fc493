import { ApiObjectives, type ApiObjectivesProps } from "../../../constructs/observability/api-objectives";
import type { StackJson } from "../../support/synth";
import { synthConstruct } from "../../support/synth-construct";

const MINIMAL: ApiObjectivesProps = {
  service: "api-server",
  backend: "k8s1-.*-api-server-.*",
  days: 28,
  availabilityPercent: 99.5,
  latencyPercent: 95,
  latencySeconds: 1,
  fastBurn: { severity: "CRITICAL", rate: 14.4 },
  slowBurn: { severity: "WARNING", rate: 3 },
};
const alerting = { environment: "production", labels: {}, channelsFor: () => ["channel"] };

const stack = (): StackJson => synthConstruct((scope) => new ApiObjectives(scope, "objective", alerting, MINIMAL));
/** Addresses end with a hash outside of the stacks of this project. */
const resource = (type: string, id: string) =>
  Object.entries(stack().resource![type]!).find(([key]) => key.replace(/_[0-9A-F]{8}$/, "") === id)![1];
const objective = (id: string) => resource("google_monitoring_slo", id);

const requests = (metric: string) =>
  `metric.type="loadbalancing.googleapis.com/https/${metric}" AND resource.type="https_lb_rule" AND ` +
  'resource.labels.backend_target_name=monitoring.regex.full_match("k8s1-.*-api-server-.*")';

test("availability is the share of requests that do not fail with 5xx", () => {
  expect(objective("objective_availability")).toMatchObject({
    goal: 0.995,
    rolling_period_days: 28,
    request_based_sli: {
      good_total_ratio: {
        bad_service_filter: `${requests("request_count")} AND metric.labels.response_code_class=500`,
        total_service_filter: requests("request_count"),
      },
    },
  });
});

test("latency is the share of good answers that are fast; a WebSocket is none", () => {
  expect(objective("objective_latency")).toMatchObject({
    goal: 0.95,
    request_based_sli: {
      distribution_cut: {
        distribution_filter: `${requests("total_latencies")} AND metric.labels.response_code_class=200`,
        range: { min: 0, max: 1000 },
      },
    },
  });
});

test.each([
  ["objective_availability_fast_burn", "CRITICAL", 14.4, ["3600s", "300s"]],
  ["objective_latency_slow_burn", "WARNING", 3, ["86400s", "7200s"]],
])("%s looks at a long and at a short window, and both must hold", (id, severity, rate, windows) => {
  // WHEN
  const { combiner, conditions, ...alert } = resource("google_monitoring_alert_policy", id);
  const thresholds = (conditions as { condition_threshold: { filter: string; threshold_value: number } }[]).map(
    ({ condition_threshold: threshold }) => threshold,
  );

  // THEN
  expect([combiner, alert["severity"]]).toEqual(["AND", severity]);
  expect(thresholds.map(({ threshold_value: value }) => value)).toEqual([rate, rate]);
  expect(thresholds.map(({ filter }) => /, "(\d+s)"\)$/.exec(filter)![1])).toEqual(windows);
});
