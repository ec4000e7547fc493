import { MonitoringAlertPolicy } from "@cdktf/provider-google/lib/monitoring-alert-policy";
import { type ITerraformDependable, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import type { Condition } from "./conditions";

/** From the least to the worst. */
export const SEVERITIES = ["WARNING", "ERROR", "CRITICAL"] as const;
/** How bad it is. */
export type Severity = (typeof SEVERITIES)[number];

/** What all alerts of an environment have in common. */
export interface Alerting {
  /** Name of the environment. */
  readonly environment: string;
  /** Labels of every alert; the provider's default labels do not reach them. */
  readonly labels: Record<string, string>;
  /** Who is told of a severity: names of notification channels. */
  readonly channelsFor: (severity: Severity) => string[];
  /** Where the runbook can be read. @default - in the repository only */
  readonly runbookUrl?: string | undefined;
}

/** Properties of {@link Alert}. */
export interface AlertProps {
  /** What is wrong, in a few words. */
  readonly title: string;
  /** How bad it is. */
  readonly severity: Severity;
  /** All must hold at once. */
  readonly conditions: readonly [Condition, ...Condition[]];
  /** What it means for users and for us; for somebody who was asleep a minute ago. */
  readonly means: string;
  /** What to run first, most telling first. */
  readonly look: readonly [string, ...string[]];
  /** Section of docs/runbook.md. @default - the construct's path with hyphens, such as `redis-memory` */
  readonly anchor?: string;
  /** What must be there before, other than what the conditions refer to. @default - nothing */
  readonly dependsOn?: ITerraformDependable[];
}

/** Where the runbook is in this project. */
export const RUNBOOK = "docs/runbook.md";
const A_DAY = "86400s";
const AN_HOUR = "3600s";

/** An alert, with what the person it wakes needs to know. */
export class Alert extends Construct {
  /** For `docs/alerts.md` and the dashboards. */
  readonly props: AlertProps;
  /** Section of the runbook. */
  readonly anchor: string;
  /** Name of the policy, for a list of incidents. */
  readonly policyName: string;

  constructor(scope: Construct, id: string, alerting: Alerting, props: AlertProps) {
    super(scope, id);
    const { title, severity, conditions } = props;
    this.props = props;
    const path = this.node.scopes.slice(this.node.scopes.indexOf(TerraformStack.of(this)) + 1);
    this.anchor = props.anchor ?? path.map(({ node }) => node.id.replaceAll("_", "-")).join("-");
    const { runbookUrl } = alerting;
    const isLog = conditions.some(({ block }) => block.conditionMatchedLog !== undefined);
    this.policyName = new MonitoringAlertPolicy(this, "Default", {
      displayName: title,
      severity,
      combiner: conditions.length > 1 ? "AND" : "OR",
      conditions: conditions.map(({ block }) => block),
      notificationChannels: alerting.channelsFor(severity),
      userLabels: alerting.labels,
      documentation: {
        subject: `[${alerting.environment}] ${title}`,
        mimeType: "text/markdown",
        content: this.text(alerting.environment),
        ...(runbookUrl && { links: [{ displayName: "Runbook", url: `${runbookUrl}#${this.anchor}` }] }),
      },
      alertStrategy: {
        autoClose: A_DAY,
        // Required of what looks for log entries, and refused elsewhere.
        ...(isLog && { notificationRateLimit: { period: AN_HOUR } }),
      },
      dependsOn: props.dependsOn,
    }).name;
  }

  private text(environment: string): string {
    const { conditions, means, look } = this.props;
    const told = conditions.map(({ says, minutes }) => (minutes ? `${says}, for ${minutes} minutes` : says));
    return [
      `**Told because** ${told.join("; and ")}.`,
      means,
      "**Look first**",
      // Whoever was woken pastes all of it.
      ["```sh", `export FLOWMAESTRO_ENV=${environment}`, ...look, "```"].join("\n"),
      `Then: ${RUNBOOK}#${this.anchor}`,
    ].join("\n\n");
  }
}
