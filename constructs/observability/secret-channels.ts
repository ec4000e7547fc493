/** Channels that need a token or a password, by their key in the environment file; and what its secret is called. */
const ROLES = {
  slack: "notification-slack",
  pagerDuty: "notification-pagerduty",
  webhook: "notification-webhook",
} as const;

/** A channel that needs a token or a password. */
export type SecretChannel = keyof typeof ROLES;

/** What follows `flowmaestro-` in the name of a channel's secret. */
export function notificationRole(channel: SecretChannel): string {
  return ROLES[channel];
}

/** The channels with a secret that are set up. */
export function secretChannels(
  channels: Readonly<Partial<Record<SecretChannel, object | undefined>>>,
): SecretChannel[] {
  return (Object.keys(ROLES) as SecretChannel[]).filter((key) => channels[key] !== undefined);
}
