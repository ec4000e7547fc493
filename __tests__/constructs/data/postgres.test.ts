import { TerraformOutput } from "cdktf";
import { Postgres, type PostgresProps } from "../../../constructs/data/postgres";
import { resourceOf } from "../../support/blocks";
import type { Block } from "../../support/synth";
import { synthConstruct } from "../../support/synth-construct";

const MINIMAL: PostgresProps = {
  region: "us-central1",
  version: "POSTGRES_15",
  edition: "ENTERPRISE",
  tier: "db-custom-2-7680",
  diskSizeGb: 100,
  diskSizeLimitGb: 500,
  highAvailability: true,
  backups: { startTime: "03:00", retained: 14, pointInTimeRecoveryDays: 7 },
  maintenance: { day: "SUNDAY", hour: 3, track: "stable" },
  maxConnections: 320,
  networkId: "projects/acme/global/networks/main",
  privateServicesRangeName: "private-services",
  labels: { team: "platform" },
  protect: true,
};

const synthesized = (change: Partial<PostgresProps> = {}) =>
  synthConstruct((stack) => new Postgres(stack, "postgres", { ...MINIMAL, ...change }));
const postgres = (change: Partial<PostgresProps> = {}) =>
  resourceOf(synthesized(change), "google_sql_database_instance");
const settings = (change: Partial<PostgresProps> = {}) => postgres(change)["settings"] as Block;

describe("with the least", () => {
  test("its name has a random end, since that of a deleted instance stays taken", () => {
    expect(postgres()["name"]).toBe("flowmaestro-db-${random_id.postgres_suffix.hex}");
  });

  test("it has a private address only, and no connection that is not encrypted", () => {
    expect(settings()["ip_configuration"]).toEqual({
      ipv4_enabled: false,
      private_network: MINIMAL.networkId,
      allocated_ip_range: "private-services",
      enable_private_path_for_google_cloud_services: true,
      ssl_mode: "ENCRYPTED_ONLY",
      server_ca_mode: "GOOGLE_MANAGED_INTERNAL_CA",
    });
  });

  test("it can be taken back to any second, and keeps its backups when it is gone", () => {
    expect(settings()).toMatchObject({
      backup_configuration: {
        enabled: true,
        point_in_time_recovery_enabled: true,
        start_time: "03:00",
        transaction_log_retention_days: 7,
        backup_retention_settings: { retained_backups: 14, retention_unit: "COUNT" },
      },
      retain_backups_on_delete: true,
    });
  });

  test("it is protected from deletion by Google, by the provider and by Terraform", () => {
    expect(settings()["deletion_protection_enabled"]).toBe(true);
    expect(postgres()).toMatchObject({ deletion_protection: true, lifecycle: { prevent_destroy: true } });
  });

  test("its disk grows without Terraform taking it for a change", () => {
    expect(settings()).toMatchObject({ disk_autoresize: true, disk_autoresize_limit: 500, disk_size: 100 });
    expect(postgres()["lifecycle"]).toMatchObject({ ignore_changes: ["settings[0].disk_size"] });
  });

  test("it logs what an auditor asks for", () => {
    expect(settings()["database_flags"]).toEqual(
      expect.arrayContaining(
        ["log_checkpoints", "log_connections", "log_disconnections", "log_lock_waits", "cloudsql.enable_pgaudit"].map(
          (name) => ({ name, value: "on" }),
        ),
      ),
    );
  });

  test("a password that a person sets is long", () => {
    expect(settings()["password_validation_policy"]).toEqual({
      enable_password_policy: true,
      min_length: 24,
      disallow_username_substring: true,
    });
  });

  test("it is labelled itself, which the provider's labels do not do", () => {
    expect(settings()["user_labels"]).toEqual({ team: "platform" });
  });

  test("Google's own key encrypts it", () => {
    expect(postgres()["encryption_key_name"]).toBeUndefined();
  });
});

test.each<[Partial<PostgresProps>, Record<string, unknown>]>([
  [{ highAvailability: true }, { availability_type: "REGIONAL" }],
  [{ highAvailability: false }, { availability_type: "ZONAL" }],
  [{ tier: "db-custom-4-15360" }, { tier: "db-custom-4-15360" }],
  [{ edition: "ENTERPRISE_PLUS" }, { edition: "ENTERPRISE_PLUS" }],
  [
    { diskSizeGb: 20, diskSizeLimitGb: 40 },
    { disk_size: 20, disk_autoresize_limit: 40 },
  ],
  [{ protect: false }, { deletion_protection_enabled: false }],
  [
    { maintenance: { day: "MONDAY", hour: 0, track: "canary" } },
    { maintenance_window: { day: 1, hour: 0, update_track: "canary" } },
  ],
  [{}, { maintenance_window: { day: 7, hour: 3, update_track: "stable" } }],
])("%j decides among the settings", (change, expected) => {
  expect(settings(change)).toMatchObject(expected);
});

test.each<[Partial<PostgresProps>, Record<string, unknown>]>([
  [{ version: "POSTGRES_16" }, { database_version: "POSTGRES_16" }],
  [{ kmsKey: "key" }, { encryption_key_name: "key" }],
  [{ protect: false }, { deletion_protection: false, lifecycle: { prevent_destroy: false } }],
])("%j decides it", (change, expected) => {
  expect(postgres(change)).toMatchObject(expected);
});

test("so many connections may be open", () => {
  expect(settings({ maxConnections: 500 })["database_flags"]).toContainEqual({ name: "max_connections", value: "500" });
});

test("its certificates are all of its authorities', in one text", () => {
  // WHEN
  const { locals, output } = synthConstruct((stack) => {
    const { serverCa } = new Postgres(stack, "postgres", MINIMAL);
    new TerraformOutput(stack, "ca", { value: serverCa, staticId: true });
  });

  // THEN
  expect(Object.values(locals!)).toEqual([
    '${join("\\n", google_sql_database_instance.postgres.server_ca_cert[*].cert)}',
  ]);
  expect(output!["ca"]!["value"]).toBe(`\${local.${Object.keys(locals!)[0]}}`);
});
