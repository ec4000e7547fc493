import { MonitoringNotificationChannel } from "@cdktf/provider-google/lib/monitoring-notification-channel";
import type { Precondition } from "cdktf";
import { Construct } from "constructs";
import { CurrentSecret } from "../secrets/current-secret";
import { isSet } from "../secrets/is-set";
import { SEVERITIES, type Severity } from "./alert";
import { notificationRole, type SecretChannel } from "./secret-channels";

interface Channel {
  /** Told of nothing less. */
  readonly leastSeverity: Severity;
}

/** Properties of {@link NotificationChannels}. */
export interface NotificationChannelsProps {
  /** Project of the channels' secrets. */
  readonly project: string;
  /** Labels of every channel; the provider's default labels do not reach them. */
  readonly labels: Record<string, string>;
  /** Mail. */
  readonly email: Channel & { readonly addresses: readonly string[] };
  /** @default - nobody is told there */
  readonly slack?: (Channel & { readonly channel: string }) | undefined;
  /** @default - nobody is told there */
  readonly pagerDuty?: Channel | undefined;
  /** @default - nobody is told there */
  readonly webhook?: (Channel & { readonly url: string; readonly username: string }) | undefined;
  /** Secret Manager ids of tokens and passwords. */
  readonly secretIds: Readonly<Partial<Record<SecretChannel, string>>>;
}

/** Google's name for a channel with a secret, and for the argument that takes it. */
const KINDS = {
  slack: { type: "slack", argument: "auth_token", what: "The token of Slack" },
  pagerDuty: { type: "pagerduty", argument: "service_key", what: "The integration key of PagerDuty" },
  webhook: { type: "webhook_basicauth", argument: "password", what: "The password of the webhook" },
} as const;

/** Who is told. Tokens and passwords come from Secret Manager into write-only arguments, so no state holds them. */
export class NotificationChannels extends Construct {
  private readonly told: { readonly name: string; readonly leastSeverity: Severity }[] = [];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: NotificationChannelsProps,
  ) {
    super(scope, id);
    const { email, slack, pagerDuty, webhook } = props;
    for (const address of email.addresses) {
      const key = `email_${address.replace(/[^A-Za-z0-9]+/g, "_")}`;
      this.channel(key, "email", address, email, { email_address: address });
    }
    if (slack) this.secretChannel("slack", `Slack ${slack.channel}`, slack, { channel_name: slack.channel });
    if (pagerDuty) this.secretChannel("pagerDuty", "PagerDuty", pagerDuty, {});
    if (webhook) {
      const { url, username } = webhook;
      this.secretChannel("webhook", "Webhook", webhook, { url, username });
    }
  }

  /** Names of the channels that want to know of a severity. */
  channelsFor = (severity: Severity): string[] =>
    this.told
      .filter(({ leastSeverity }) => SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(leastSeverity))
      .map(({ name }) => name);

  private channel(
    key: string,
    type: string,
    displayName: string,
    { leastSeverity }: Channel,
    labels: Record<string, string>,
    precondition: Precondition[] = [],
  ): MonitoringNotificationChannel {
    const channel = new MonitoringNotificationChannel(this, key, {
      type,
      displayName,
      labels,
      userLabels: this.props.labels,
      // Google refuses to delete a channel that an alert names; so the alerts forget it first.
      // https://github.com/hashicorp/terraform-provider-google/issues/3008
      lifecycle: { createBeforeDestroy: true, ...(precondition.length > 0 && { precondition }) },
    });
    this.told.push({ name: channel.name, leastSeverity });
    return channel;
  }

  private secretChannel(
    key: SecretChannel,
    displayName: string,
    settings: Channel,
    labels: Record<string, string>,
  ): void {
    const { project, secretIds } = this.props;
    const { type, argument, what } = KINDS[key];
    const { value, version } = new CurrentSecret(this, `${key}_secret`, { secretId: secretIds[key]! });
    const precondition = isSet({ project, role: notificationRole(key), what, version });
    const channel = this.channel(key, type, displayName, settings, labels, [precondition]);
    // Newer than the bindings.
    channel.addOverride("sensitive_labels", { [`${argument}_wo`]: value, [`${argument}_wo_version`]: version });
  }
}
