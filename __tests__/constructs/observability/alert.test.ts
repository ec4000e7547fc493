import { Alert, type Alerting, type AlertProps } from "../../../constructs/observability/alert";
import { filterCondition, logCondition, prometheusCondition } from "../../../constructs/observability/conditions";
import { resourceOf } from "../../support/blocks";
import { synthConstruct } from "../../support/synth-construct";

const ALERTING: Alerting = {
  environment: "production",
  labels: { team: "platform" },
  channelsFor: (severity) => [`channel of ${severity}`],
};
const MINIMAL: AlertProps = {
  title: "Cake is gone",
  severity: "ERROR",
  conditions: [prometheusCondition({ says: "less than one piece is left", minutes: 5, query: "cake < 1" })],
  means: "Somebody ate it.",
  look: ["npx fmctl status production"],
};

function policy(change: Partial<AlertProps> = {}, alerting: Partial<Alerting> = {}): Record<string, unknown> {
  const props = { ...MINIMAL, ...change };
  const stack = synthConstruct((scope) => new Alert(scope, "cake_gone", { ...ALERTING, ...alerting }, props));
  return resourceOf(stack, "google_monitoring_alert_policy");
}

test("it tells who wants to know of its severity", () => {
  expect(policy()).toMatchObject({
    severity: "ERROR",
    notification_channels: ["channel of ERROR"],
    user_labels: { team: "platform" },
  });
});

test("its text is for somebody who was asleep a minute ago", () => {
  expect(policy()["documentation"]).toEqual({
    subject: "[production] Cake is gone",
    mime_type: "text/markdown",
    content: [
      "**Told because** less than one piece is left, for 5 minutes.",
      "",
      "Somebody ate it.",
      "",
      "**Look first**",
      "",
      "```sh",
      "export FLOWMAESTRO_ENV=production",
      "npx fmctl status production",
      "```",
      "",
      "Then: docs/runbook.md#cake-gone",
    ].join("\n"),
  });
});

test("it links to the runbook where that can be read", () => {
  expect(policy({}, { runbookUrl: "https://example.com/runbook" })["documentation"]).toMatchObject({
    links: [{ display_name: "Runbook", url: "https://example.com/runbook#cake-gone" }],
  });
});

test("several alerts may be in one section of the runbook", () => {
  expect(policy({ anchor: "cake" })["documentation"]).toMatchObject({
    content: expect.stringMatching(/docs\/runbook\.md#cake$/) as string,
  });
});

test("a condition in PromQL is accepted before anybody has written its metric", () => {
  expect(policy()).toMatchObject({
    combiner: "OR",
    conditions: [
      {
        display_name: "less than one piece is left",
        condition_prometheus_query_language: { query: "cake < 1", duration: "300s", disable_metric_validation: true },
      },
    ],
    alert_strategy: { auto_close: "86400s" },
  });
});

test("what looks for log entries says how often it is told, which Google wants of these alone", () => {
  // WHEN
  const { conditions, alert_strategy: strategy } = policy({
    conditions: [logCondition({ says: "a crumb was logged", filter: ['jsonPayload.cake="crumb"', "severity>=ERROR"] })],
  });

  // THEN
  expect(conditions).toMatchObject([
    { condition_matched_log: { filter: 'jsonPayload.cake="crumb"\nseverity>=ERROR' } },
  ]);
  expect(strategy).toMatchObject({ notification_rate_limit: { period: "3600s" } });
  expect(policy()["alert_strategy"]).not.toHaveProperty("notification_rate_limit");
});

test("all of several conditions must hold", () => {
  // GIVEN
  const condition = (says: string) =>
    filterCondition({ says, filter: 'metric.type="x"', comparison: "COMPARISON_GT", value: 1 });

  // THEN
  expect(policy({ conditions: [condition("one"), condition("another")] })).toMatchObject({ combiner: "AND" });
});
