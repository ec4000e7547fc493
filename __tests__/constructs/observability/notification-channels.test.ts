import type { Severity } from "../../../constructs/observability/alert";
import {
  NotificationChannels,
  type NotificationChannelsProps,
} from "../../../constructs/observability/notification-channels";
import { addressedBlocks } from "../../support/blocks";
import { synthConstruct } from "../../support/synth-construct";

const MINIMAL: NotificationChannelsProps = {
  project: "acme",
  labels: { team: "platform" },
  email: { addresses: ["ops@example.com"], leastSeverity: "WARNING" },
  secretIds: {
    slack: "projects/acme/secrets/flowmaestro-notification-slack",
    pagerDuty: "projects/acme/secrets/flowmaestro-notification-pagerduty",
    webhook: "projects/acme/secrets/flowmaestro-notification-webhook",
  },
};
const EVERYTHING: Partial<NotificationChannelsProps> = {
  slack: { channel: "#ops", leastSeverity: "ERROR" },
  pagerDuty: { leastSeverity: "CRITICAL" },
  webhook: { url: "https://example.com/alerts", username: "google", leastSeverity: "WARNING" },
};

function synthesized(change: Partial<NotificationChannelsProps> = {}) {
  const told: Partial<Record<Severity, number>> = {};
  const stack = synthConstruct((scope) => {
    const { channelsFor } = new NotificationChannels(scope, "notification", { ...MINIMAL, ...change });
    for (const severity of ["WARNING", "ERROR", "CRITICAL"] as const) told[severity] = channelsFor(severity).length;
  });
  const channels = addressedBlocks(stack).filter(({ type }) => type === "google_monitoring_notification_channel");
  return { stack, told, channels: Object.fromEntries(channels.map(({ block }) => [block["type"] as string, block])) };
}

test("mail goes to every address, and needs no secret", () => {
  // WHEN
  const { stack, channels } = synthesized();

  // THEN
  expect(channels["email"]).toMatchObject({
    labels: { email_address: "ops@example.com" },
    user_labels: { team: "platform" },
  });
  expect(Object.keys(channels)).toEqual(["email"]);
  expect(stack.ephemeral).toBeUndefined();
});

test.each([
  ["slack", "auth_token", { channel_name: "#ops" }],
  ["pagerduty", "service_key", {}],
  ["webhook_basicauth", "password", { url: "https://example.com/alerts", username: "google" }],
])(
  "%s takes its secret through a write-only argument, in exactly the version that the plan shows",
  (type, argument, labels) => {
    // WHEN
    const { channels, stack } = synthesized(EVERYTHING);
    const { sensitive_labels: sensitive, labels: plain } = channels[type] as Record<string, Record<string, string>>;

    // THEN
    expect(Object.keys(sensitive!).sort()).toEqual([`${argument}_wo`, `${argument}_wo_version`]);
    expect(sensitive![`${argument}_wo`]).toMatch(
      /^\$\{ephemeral\.google_secret_manager_secret_version\.\w+\.secret_data\}$/,
    );
    expect(sensitive![`${argument}_wo_version`]).toMatch(
      /^\$\{data\.google_secret_manager_secret_version\.\w+\.version\}$/,
    );
    expect(plain ?? {}).toEqual(labels);
    const reads = Object.values(stack.data!["google_secret_manager_secret_version"]!);
    expect(new Set(reads.map(({ fetch_secret_data: fetched }) => fetched))).toEqual(new Set([false]));
  },
);

test.each([
  ["slack", "The token of Slack", "flowmaestro-notification-slack"],
  ["pagerduty", "The integration key of PagerDuty", "flowmaestro-notification-pagerduty"],
  ["webhook_basicauth", "The password of the webhook", "flowmaestro-notification-webhook"],
])("%s stops the plan while its secret is the placeholder, with the command that sets it", (type, what, secret) => {
  // WHEN
  const { precondition } = synthesized(EVERYTHING).channels[type]!["lifecycle"] as {
    precondition: Record<string, string>[];
  };

  // THEN
  expect(precondition).toEqual([
    {
      condition: expect.stringMatching(/\.version != "1"/) as string,
      error_message: `${what} still is the placeholder it was created with. Set it: fmctl secrets set ${secret.replace("flowmaestro-", "")}, or gcloud secrets versions add ${secret} --project=acme --data-file=- (paste the value, then Ctrl-D twice).`,
    },
  ]);
});

test("each channel is told of what is bad enough for it", () => {
  expect(synthesized(EVERYTHING).told).toEqual({ WARNING: 2, ERROR: 3, CRITICAL: 4 });
});

test("alerts forget a channel before it goes", () => {
  for (const { lifecycle } of Object.values(synthesized(EVERYTHING).channels)) {
    expect(lifecycle).toMatchObject({ create_before_destroy: true });
  }
});
