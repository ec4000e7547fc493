import { Budget } from "../../../constructs/observability/budget";
import { resourceOf } from "../../support/blocks";
import { synthConstruct } from "../../support/synth-construct";

const budget = (channels: readonly string[]) =>
  resourceOf(
    synthConstruct(
      (stack) =>
        new Budget(stack, "budget", {
          project: "acme",
          environment: "production",
          billingAccount: "012345-6789AB-CDEF01",
          monthlyAmount: 1000,
          thresholdPercents: [50, 100],
          forecastPercent: 110,
          channels,
        }),
    ),
    "google_billing_budget",
  );

test("it tells at shares of the amount, and when the month will end above it", () => {
  expect(budget(["ops"])).toMatchObject({
    billing_account: "012345-6789AB-CDEF01",
    amount: { specified_amount: { units: "1000" } },
    budget_filter: {
      calendar_period: "MONTH",
      projects: [expect.stringMatching(/^projects\/\$\{data\.google_project\.budget_project\w*\.number\}$/) as string],
    },
    threshold_rules: [
      { threshold_percent: 0.5 },
      { threshold_percent: 1 },
      { threshold_percent: 1.1, spend_basis: "FORECASTED_SPEND" },
    ],
  });
});

test("it tells no more channels than Google takes", () => {
  expect(budget(["a", "b", "c", "d", "e", "f"])).toMatchObject({
    all_updates_rule: { monitoring_notification_channels: ["a", "b", "c", "d", "e"] },
  });
});
