import { BillingBudget } from "@cdktf/provider-google/lib/billing-budget";
import { DataGoogleProject } from "@cdktf/provider-google/lib/data-google-project";
import { Construct } from "constructs";

/** Properties of {@link Budget}. */
export interface BudgetProps {
  /** Project whose costs count. */
  readonly project: string;
  /** Name of the environment. */
  readonly environment: string;
  /** Id of the billing account. */
  readonly billingAccount: string;
  /** In the account's currency. */
  readonly monthlyAmount: number;
  /** Shares of the amount, in percent. */
  readonly thresholdPercents: readonly number[];
  /** Share of the amount that the month will end at, in percent. */
  readonly forecastPercent: number;
  /** Names of notification channels; Google takes five. */
  readonly channels: readonly string[];
}

/** Google's limit. */
const MOST_CHANNELS = 5;

/** What a month of the project may cost. It stops nothing: it tells. */
export class Budget extends Construct {
  constructor(scope: Construct, id: string, props: BudgetProps) {
    super(scope, id);
    // The API only knows projects by their numbers.
    const { number } = new DataGoogleProject(this, "project", { projectId: props.project });
    new BillingBudget(this, "Default", {
      billingAccount: props.billingAccount,
      displayName: `FlowMaestro ${props.environment}`,
      amount: { specifiedAmount: { units: String(props.monthlyAmount) } },
      budgetFilter: { projects: [`projects/${number}`], calendarPeriod: "MONTH" },
      thresholdRules: [
        ...props.thresholdPercents.map((percent) => ({ thresholdPercent: percent / 100 })),
        { thresholdPercent: props.forecastPercent / 100, spendBasis: "FORECASTED_SPEND" },
      ],
      allUpdatesRule: {
        monitoringNotificationChannels: props.channels.slice(0, MOST_CHANNELS),
        disableDefaultIamRecipients: false,
      },
    });
  }
}
