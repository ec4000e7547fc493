import type { MonitoringAlertPolicyConditions } from "@cdktf/provider-google/lib/monitoring-alert-policy";

/** When an alert is told: one condition, for Terraform and in words. */
export interface Condition {
  /** In words, such as "more than 5 % of the API's requests fail". */
  readonly says: string;
  /** From where on, with its unit. @default - it happening at all */
  readonly threshold?: string;
  /** How long it must last. @default - at once */
  readonly minutes?: number;
  /** What Terraform is told. */
  readonly block: MonitoringAlertPolicyConditions;
}

const seconds = (minutes: number) => `${minutes * 60}s`;

/** Properties of {@link prometheusCondition}. */
export interface PrometheusConditionProps extends Omit<Condition, "block"> {
  /** PromQL that has a value while it holds, and none otherwise. */
  readonly query: string;
}

/**
 * A condition in PromQL. It names metrics that nobody may have written yet: an alert on Cloud Monitoring's own filters
 * would be refused until the first value is there, https://github.com/hashicorp/terraform-provider-google/issues/11102
 */
export function prometheusCondition({ query, ...words }: PrometheusConditionProps): Condition {
  return {
    ...words,
    block: {
      displayName: words.says,
      conditionPrometheusQueryLanguage: {
        query,
        duration: seconds(words.minutes ?? 0),
        evaluationInterval: "60s",
        disableMetricValidation: true,
      },
    },
  };
}

/** Properties of {@link filterCondition}. */
export interface FilterConditionProps extends Omit<Condition, "block"> {
  /** Filter of Cloud Monitoring. */
  readonly filter: string;
  /** Which side of `value` is bad. */
  readonly comparison: "COMPARISON_GT" | "COMPARISON_LT";
  /** From where on. */
  readonly value: number;
  /** How points become one value. @default - they are one already */
  readonly aggregation?: {
    readonly periodSeconds: number;
    readonly aligner: string;
    readonly reducer?: string;
    readonly by?: readonly string[];
  };
}

/** A condition on metrics that PromQL has no good word for: what is true or false, and error budgets. */
export function filterCondition(props: FilterConditionProps): Condition {
  const { filter, comparison, value, aggregation, ...words } = props;
  return {
    ...words,
    block: {
      displayName: words.says,
      conditionThreshold: {
        filter,
        comparison,
        thresholdValue: value,
        duration: seconds(words.minutes ?? 0),
        ...(aggregation && {
          aggregations: [
            {
              alignmentPeriod: `${aggregation.periodSeconds}s`,
              perSeriesAligner: aggregation.aligner,
              ...(aggregation.reducer && { crossSeriesReducer: aggregation.reducer }),
              ...(aggregation.by && { groupByFields: [...aggregation.by] }),
            },
          ],
        }),
      },
    },
  };
}

/** Properties of {@link logCondition}. */
export interface LogConditionProps extends Pick<Condition, "says"> {
  /** Every line must hold. */
  readonly filter: readonly string[];
  /** What the notification says of the entry: `EXTRACT(field)` by a word for it. @default - nothing */
  readonly labels?: Readonly<Record<string, string>>;
}

/** A log entry that should not be there. */
export function logCondition({ says, filter, labels }: LogConditionProps): Condition {
  const block = { displayName: says, conditionMatchedLog: { filter: filter.join("\n"), labelExtractors: labels } };
  return { says, block };
}
