import { type Arguments, at, type Demand, demand, is, isOneOf, type Policy } from "./policy";

const INSTANCE = ["google_sql_database_instance"];

/** The values that the hardened set asks of PostgreSQL in one constraint, and CIS in eight. */
const FLAGS = "custom.cloudsqlRequirePostgreSQLDatabaseFlags";

function flagOf(instance: Arguments, name: string): string | undefined {
  const flags = (at(instance, "settings.database_flags") ?? []) as readonly { name: string; value: string }[];
  return flags.find((flag) => flag.name === name)?.value;
}

function flag(name: string, ...values: readonly string[]): Demand {
  const got = (instance: Arguments) => flagOf(instance, name);
  const expected = values.map((value) => JSON.stringify(value)).join(" or ");
  return { argument: `flag ${name}`, expected, got, holds: (instance) => values.includes(got(instance) ?? "") };
}

/** Cloud SQL for PostgreSQL. */
export const SQL_POLICIES: readonly Policy[] = [
  {
    id: "sql.restrictPublicIp",
    alike: ["CIS-GCP-6.6"],
    types: INSTANCE,
    must: "have no public address",
    ...is("settings.ip_configuration.ipv4_enabled", false),
  },
  {
    id: "sql.restrictAuthorizedNetworks",
    alike: ["CIS-GCP-6.5", "custom.cloudsqlDisablePublicAuthorizedNetworks"],
    types: INSTANCE,
    must: "let no network in from outside of the VPC",
    ...demand("settings.ip_configuration.authorized_networks", "nothing", (got) => [got ?? []].flat().length === 0),
  },
  {
    id: "custom.cloudsqlRequireSSLConnection",
    alike: ["CIS-GCP-6.4"],
    types: INSTANCE,
    must: "accept encrypted connections only",
    ...isOneOf("settings.ip_configuration.ssl_mode", ["ENCRYPTED_ONLY", "TRUSTED_CLIENT_CERTIFICATE_REQUIRED"]),
  },
  {
    id: "custom.cloudsqlRequireAutomatedBackup",
    alike: ["CIS-GCP-6.7"],
    types: INSTANCE,
    must: "be backed up",
    ...is("settings.backup_configuration.enabled", true),
  },
  {
    id: "custom.cloudsqlRequirePointInTimeRecovery",
    types: INSTANCE,
    must: "allow recovery to a point in time",
    ...is("settings.backup_configuration.point_in_time_recovery_enabled", true),
  },
  {
    id: "custom.cloudsqlRequireHighAvailability",
    types: INSTANCE,
    must: "have a standby in another zone",
    fix: "set database.highAvailability to true",
    ...is("settings.availability_type", "REGIONAL"),
  },
  {
    id: "custom.cloudsqlRequireRootPassword",
    types: INSTANCE,
    must: "ask long passwords of people",
    ...demand("settings.password_validation_policy.min_length", "12 or more", (got) => Number(got) >= 12),
  },
  {
    id: "custom.cloudsqlEnforcePasswordComplexity",
    types: INSTANCE,
    must: "ask complex passwords of people",
    ...is("settings.password_validation_policy.complexity", "COMPLEXITY_DEFAULT"),
  },
  {
    id: "CIS-GCP-6.2.1",
    alike: [FLAGS],
    types: INSTANCE,
    must: "log errors with their details",
    ...flag("log_error_verbosity", "default", "verbose"),
  },
  {
    id: "CIS-GCP-6.2.2",
    alike: [FLAGS],
    types: INSTANCE,
    must: "log connections",
    ...flag("log_connections", "on"),
  },
  {
    id: "CIS-GCP-6.2.3",
    alike: [FLAGS],
    types: INSTANCE,
    must: "log the ends of connections",
    ...flag("log_disconnections", "on"),
  },
  {
    id: "CIS-GCP-6.2.4",
    alike: [FLAGS],
    types: INSTANCE,
    must: "log statements that define data",
    ...flag("log_statement", "ddl", "mod", "all"),
  },
  {
    id: "CIS-GCP-6.2.5",
    alike: [FLAGS],
    types: INSTANCE,
    must: "log warnings",
    ...flag("log_min_messages", "warning", "notice", "info"),
  },
  {
    id: "CIS-GCP-6.2.6",
    alike: [FLAGS],
    types: INSTANCE,
    must: "log statements that fail",
    ...flag("log_min_error_statement", "error", "warning", "notice", "info"),
  },
  {
    id: "CIS-GCP-6.2.7",
    alike: [FLAGS],
    types: INSTANCE,
    must: "log no statement for being slow, as it would be with its values",
    ...flag("log_min_duration_statement", "-1"),
  },
  {
    id: "CIS-GCP-6.2.8",
    alike: [FLAGS],
    types: INSTANCE,
    must: "have pgAudit",
    ...flag("cloudsql.enable_pgaudit", "on"),
  },
  {
    id: "flowmaestro.sqlKeepsBackups",
    types: INSTANCE,
    must: "keep its backups when deleted",
    ...is("settings.retain_backups_on_delete", true),
  },
  {
    id: "flowmaestro.sqlApiDeletionProtection",
    types: INSTANCE,
    must: "be protected from deletion through the API",
    relaxable: true,
    ...is("settings.deletion_protection_enabled", true),
  },
  {
    id: "flowmaestro.sqlDiskMayGrow",
    types: INSTANCE,
    must: "not plan a replacement for a disk that has grown",
    ...demand(
      "lifecycle.ignore_changes",
      "a list with settings[0].disk_size",
      (got) => Array.isArray(got) && got.includes("settings[0].disk_size"),
    ),
  },
];
