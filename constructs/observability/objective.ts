import { MonitoringSlo, type MonitoringSloRequestBasedSli } from "@cdktf/provider-google/lib/monitoring-slo";
import { Construct } from "constructs";
import { Alert, type Alerting } from "./alert";
import { filterCondition } from "./conditions";
import type { BurnLevel } from "./levels";

/** Properties of {@link Objective}. */
export interface ObjectiveProps {
  /** What it promises, in words: "99.5 % of the API's requests do not fail". */
  readonly promise: string;
  /** Id of the service it is of. */
  readonly serviceId: string;
  /** Id of the objective. */
  readonly sloId: string;
  /** Share that must be good, in percent. */
  readonly goalPercent: number;
  /** Rolling period. */
  readonly days: number;
  /** What is good. */
  readonly indicator: MonitoringSloRequestBasedSli;
  /** Over an hour, and still over the last 5 minutes. */
  readonly fastBurn: BurnLevel;
  /** Over a day, and still over the last 2 hours. */
  readonly slowBurn: BurnLevel;
  /** What to run first. */
  readonly look: readonly [string, ...string[]];
}

/**
 * A service-level objective, with an alert for a budget that is gone in days and one for a budget that will not last. Each
 * looks at a long window, and at a short one so that it ends soon after the trouble does:
 * https://sre.google/workbook/alerting-on-slos/#6-multiwindow-multi-burn-rate-alerts
 */
export class Objective extends Construct {
  constructor(scope: Construct, id: string, alerting: Alerting, props: ObjectiveProps) {
    super(scope, id);
    const { name } = new MonitoringSlo(this, "Default", {
      service: props.serviceId,
      sloId: props.sloId,
      displayName: props.promise,
      goal: props.goalPercent / 100,
      rollingPeriodDays: props.days,
      requestBasedSli: props.indicator,
      userLabels: alerting.labels,
    });
    const burn = (key: string, title: string, { severity, rate }: BurnLevel, windows: Record<string, number>) => {
      const conditions = Object.entries(windows).map(([words, seconds]) =>
        filterCondition({
          says: `errors use the budget up ${rate} times too fast over the last ${words}`,
          threshold: `${rate} × over ${words}`,
          filter: `select_slo_burn_rate("${name}", "${seconds}s")`,
          comparison: "COMPARISON_GT",
          value: rate,
        }),
      );
      new Alert(this, key, alerting, {
        title: `${title}: ${props.promise}`,
        anchor: "error-budget",
        severity,
        conditions: [conditions[0]!, ...conditions.slice(1)],
        means:
          "The promise to users allows a certain number of bad requests in the period, and at this rate they are used up before it ends. Whatever else alerts at the same time is the likely cause.",
        look: props.look,
      });
    };
    burn("fast_burn", "Error budget gone within days", props.fastBurn, { hour: 3600, "5 minutes": 300 });
    burn("slow_burn", "Error budget will not last", props.slowBurn, { day: 86_400, "2 hours": 7200 });
  }
}
