import { z } from "zod";
import { count, webhookAddress } from "./common";

/** From the worst to the least. */
export const SEVERITIES = ["CRITICAL", "ERROR", "WARNING"] as const;

const severity = z.enum(SEVERITIES);
type Severity = z.infer<typeof severity>;

/** What only the people who are on call know: no default fits everybody, but each of these is a good start. */
const alert = (worst: Severity) =>
  z.strictObject({ severity: severity.default(worst).describe("How bad it is; channels choose by it.") });

const minutes = (usual: number) =>
  count(1, 1440).default(usual).describe("How long it must last before somebody is told, in minutes.");
const windowMinutes = (usual: number) =>
  count(1, 1440).default(usual).describe("Over how long it is counted, in minutes.");
const percent = (usual: number, ofWhat: string) =>
  z.number().min(0).max(100).default(usual).describe(`${ofWhat}, in percent.`);
const positive = (usual: number, what: string) => z.number().min(0).default(usual).describe(what);

/** Every alert: how bad it is, and from where on. */
const alertsSchema = z
  .strictObject({
    apiErrors: alert("CRITICAL")
      .extend({ percent: percent(5, "Share of the API's requests that fail with 5xx"), minutes: minutes(5) })
      .prefault({})
      .describe("The API fails."),
    apiLatency: alert("WARNING")
      .extend({ seconds: positive(2, "What 95 of 100 requests stay below, in seconds."), minutes: minutes(10) })
      .prefault({})
      .describe("The API is slow."),
    uptime: alert("CRITICAL")
      .extend({ minutes: minutes(3) })
      .prefault({})
      .describe("A public host does not answer two or more of Google's regions."),
    certificateExpiry: alert("ERROR")
      .extend({ days: count(1, 89).default(14).describe("Days that are left; Google renews 30 days before the end.") })
      .prefault({})
      .describe("A certificate ends soon."),
    databaseCpu: alert("ERROR")
      .extend({ percent: percent(80, "CPU in use"), minutes: minutes(10) })
      .prefault({})
      .describe("PostgreSQL lacks CPU."),
    databaseMemory: alert("ERROR")
      .extend({ percent: percent(90, "Memory in use"), minutes: minutes(10) })
      .prefault({})
      .describe("PostgreSQL lacks memory."),
    databaseDisk: alert("CRITICAL")
      .extend({ percent: percent(80, "Share of `database.diskSizeLimitGb` in use"), minutes: minutes(5) })
      .prefault({})
      .describe("PostgreSQL's disk will stop growing."),
    databaseConnections: alert("ERROR")
      .extend({ percent: percent(85, "Share of max_connections in use"), minutes: minutes(5) })
      .prefault({})
      .describe("PostgreSQL runs out of connections."),
    databaseBackup: alert("ERROR").prefault({}).describe("An automated backup failed."),
    redisMemory: alert("ERROR")
      .extend({ percent: percent(90, "Memory in use"), minutes: minutes(5) })
      .prefault({})
      .describe("Redis lacks memory."),
    redisEvictions: alert("WARNING")
      .extend({ perMinute: positive(100, "Keys dropped for want of memory, a minute."), minutes: minutes(10) })
      .prefault({})
      .describe("Redis drops keys."),
    redisFailover: alert("ERROR").prefault({}).describe("Redis's replica took over; only with the tier STANDARD_HA."),
    podRestarts: alert("ERROR")
      .extend({ restarts: count(0).default(3).describe("Restarts of one container."), minutes: windowMinutes(15) })
      .prefault({})
      .describe("A container restarts again and again."),
    podOutOfMemory: alert("ERROR").prefault({}).describe("A process was killed for want of memory."),
    podPending: alert("ERROR")
      .extend({ minutes: minutes(15) })
      .prefault({})
      .describe("A pod does not start, or no node takes it."),
    jobFailed: alert("ERROR").prefault({}).describe("A Job failed for good: the migrations, or Temporal's schema."),
    serviceErrors: alert("WARNING")
      .extend({ perMinute: positive(30, "Errors that one service logs, a minute."), minutes: minutes(10) })
      .prefault({})
      .describe("A service logs errors."),
    temporalScheduleToStart: alert("ERROR")
      .extend({ seconds: positive(5, "What 95 of 100 tasks wait less than, in seconds."), minutes: minutes(10) })
      .prefault({})
      .describe("Tasks wait for a worker."),
    temporalFailedWorkflows: alert("WARNING")
      .extend({ workflows: count(0).default(10).describe("Workflows that failed."), minutes: windowMinutes(15) })
      .prefault({})
      .describe("Workflows fail."),
    temporalPersistenceErrors: alert("ERROR")
      .extend({ percent: percent(1, "Share of Temporal's requests to its database that fail"), minutes: minutes(5) })
      .prefault({})
      .describe("Temporal's database fails it."),
    temporalShardMovement: alert("WARNING")
      .extend({ perMinute: positive(5, "Shards that change their owner, a minute."), minutes: minutes(20) })
      .prefault({})
      .describe("History shards keep moving, for longer than a rollout takes."),
    natDrops: alert("ERROR")
      .extend({ perMinute: positive(0, "Packets dropped for want of ports, a minute."), minutes: minutes(5) })
      .prefault({})
      .describe("Outgoing connections fail at the NAT."),
    quotaExceeded: alert("ERROR").prefault({}).describe("A quota of the project was exceeded."),
    fastBurn: alert("CRITICAL")
      .extend({ rate: positive(14.4, "How many times too fast; 14.4 spends 2 % of 30 days in an hour.") })
      .prefault({})
      .describe("An error budget is being spent within days: over an hour, and still over the last 5 minutes."),
    slowBurn: alert("WARNING")
      .extend({ rate: positive(3, "How many times too fast; 3 spends 10 % of 30 days in a day.") })
      .prefault({})
      .describe("An error budget will not last: over a day, and still over the last 2 hours."),
  })
  .describe("What somebody is told about, and when.");

const leastSeverity = (usual: Severity) =>
  severity.default(usual).describe("Told of nothing less: CRITICAL, ERROR or WARNING.");

const channelsSchema = z
  .strictObject({
    email: z
      .strictObject({
        addresses: z
          .array(z.string().regex(/^[^\s@]+@(?:[^\s@{}]+|\{domain\})$/, "an address such as ops@example.com"))
          .default(["ops@{domain}"])
          .describe("Who gets mail; `{domain}` stands for the environment's domain."),
        leastSeverity: leastSeverity("WARNING"),
      })
      .prefault({})
      .describe("Mail."),
    slack: z
      .strictObject({
        channel: z
          .string()
          .regex(/^#[a-z0-9_-]+$/, "a channel such as #ops")
          .describe("Channel that is written to."),
        leastSeverity: leastSeverity("WARNING"),
      })
      .optional()
      .describe("Slack. Its token is the secret `flowmaestro-notification-slack`."),
    pagerDuty: z
      .strictObject({ leastSeverity: leastSeverity("CRITICAL") })
      .optional()
      .describe("PagerDuty. Its integration key is the secret `flowmaestro-notification-pagerduty`."),
    webhook: z
      .strictObject({
        url: webhookAddress,
        username: z.string().min(1).describe("User of the basic authentication."),
        leastSeverity: leastSeverity("WARNING"),
      })
      .optional()
      .describe("A webhook. Its password is the secret `flowmaestro-notification-webhook`."),
  })
  .describe("Who is told. Tokens and passwords are set in Secret Manager, never here.");

/** Alerts, dashboards, logs, objectives and a budget. */
export const observabilitySchema = z
  .strictObject({
    channels: channelsSchema.prefault({}),
    runbookUrl: z
      .string()
      .regex(/^https:\/\/[^\s#]+$/, "an https:// address without #")
      .optional()
      .describe("Where docs/runbook.md can be read; every alert then links to its section.")
      .meta({ examples: ["https://github.com/acme/infrastructure/blob/main/docs/runbook.md"] }),
    alerts: alertsSchema.prefault({}),
    objectives: z
      .strictObject({
        days: count(1, 30).default(28).describe("Rolling period, in days."),
        availabilityPercent: z
          .number()
          .min(50)
          .max(99.99)
          .default(99.5)
          .describe("Requests of the API that must not fail with 5xx, in percent."),
        latencyPercent: z
          .number()
          .min(50)
          .max(99.99)
          .default(95)
          .describe("Requests of the API that must be fast, in percent."),
        latencySeconds: z.number().min(0.01).max(60).default(1).describe("What is fast, in seconds."),
      })
      .prefault({})
      .describe("Service-level objectives of the API, measured at the load balancer."),
    logs: z
      .strictObject({
        retentionDays: count(30, 3650)
          .default(90)
          .describe("Days the application's and the load balancer's logs are kept."),
      })
      .prefault({})
      .describe("Logs."),
    budget: z
      .strictObject({
        billingAccount: z
          .string()
          .regex(/^[0-9A-F]{6}-[0-9A-F]{6}-[0-9A-F]{6}$/, "an id such as 012345-6789AB-CDEF01")
          .describe(
            "Billing account that pays for the project; whoever deploys needs roles/billing.costsManager on it.",
          ),
        monthlyAmount: count(1).describe("What a month may cost, in the account's currency."),
        thresholdPercents: z
          .array(z.number().min(1).max(200))
          .min(1)
          .default([50, 90, 100])
          .describe("Told at these shares of it, in percent."),
        forecastPercent: z
          .number()
          .min(1)
          .max(200)
          .default(110)
          .describe("Told when the month will end above this share of it, in percent."),
      })
      .optional()
      .describe("A budget; none when left out."),
  })
  .describe("Alerts, dashboards, logs, service-level objectives and a budget.");

/** @see observabilitySchema */
export type ObservabilitySettings = z.infer<typeof observabilitySchema>;
