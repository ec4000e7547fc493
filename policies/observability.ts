import { at, demand, is, type Policy, present, WITHHELD } from "./policy";

const SECRET_LABELS = ["auth_token", "password", "service_key"];

/** What watches, and what it leaves behind. */
export const OBSERVABILITY_POLICIES: readonly Policy[] = [
  {
    id: "flowmaestro.channelSecretNotInState",
    types: ["google_monitoring_notification_channel"],
    must: "have no secret in the state",
    fix: "use the write-only labels",
    argument: "sensitive_labels",
    expected: "write-only labels",
    got: () => WITHHELD,
    holds: (channel) => SECRET_LABELS.every((key) => at(channel, `sensitive_labels.${key}`) === undefined),
  },
  {
    id: "flowmaestro.alertTellsSomebody",
    types: ["google_monitoring_alert_policy"],
    must: "tell somebody",
    ...demand("notification_channels", "one at least", (got) => Array.isArray(got) && got.length > 0),
  },
  {
    id: "flowmaestro.alertSaysWhatItMeans",
    types: ["google_monitoring_alert_policy"],
    must: "say what it means",
    ...present("documentation.content", "a text"),
  },
  {
    id: "flowmaestro.uptimeLooksAtCertificate",
    types: ["google_monitoring_uptime_check_config"],
    must: "look at the certificate",
    ...is("http_check.validate_ssl", true),
  },
  {
    id: "flowmaestro.logsStay",
    types: ["google_logging_project_bucket_config"],
    must: "keep logs for 30 days or more",
    ...demand("retention_days", "30 or more", (got) => Number(got) >= 30),
  },
];
