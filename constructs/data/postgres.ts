import {
  SqlDatabaseInstance,
  type SqlDatabaseInstanceSettings,
} from "@cdktf/provider-google/lib/sql-database-instance";
import { Id } from "@cdktf/provider-random/lib/id";
import { Fn, ref, TerraformLocal, Token } from "cdktf";
import { Construct } from "constructs";
import { physicalName } from "../shared/names";
import { pinLogicalId } from "../shared/pin-logical-id";

const DAYS = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"] as const;

/** Properties of {@link Postgres}. */
export interface PostgresProps {
  /** Region it is in. */
  readonly region: string;
  /** Engine version, such as POSTGRES_15. */
  readonly version: string;
  /** Cloud SQL edition. Stated, since its default depends on the version. */
  readonly edition: string;
  /** Machine type. */
  readonly tier: string;
  /** Disk at creation, in GB. */
  readonly diskSizeGb: number;
  /** Where the disk stops growing, in GB. */
  readonly diskSizeLimitGb: number;
  /** Whether a standby in a second zone takes over by itself. */
  readonly highAvailability: boolean;
  /** Daily backups, and how far back one can return. */
  readonly backups: {
    /** UTC, `HH:MM`. */
    readonly startTime: string;
    /** Daily backups kept. */
    readonly retained: number;
    /** Days one can return to. */
    readonly pointInTimeRecoveryDays: number;
  };
  /** Weekly window for updates, in UTC. */
  readonly maintenance: {
    readonly day: (typeof DAYS)[number];
    /** UTC. */
    readonly hour: number;
    readonly track: string;
  };
  /** Most connections at a time. Changing it restarts the instance. */
  readonly maxConnections: number;
  /** Id of the VPC it has its address in. */
  readonly networkId: string;
  /** Name of the range that the address is taken from. */
  readonly privateServicesRangeName: string;
  /** Labels; the provider's default labels do not reach them. */
  readonly labels: Record<string, string>;
  /** Existing Cloud KMS key. @default - Google's own keys */
  readonly kmsKey?: string | undefined;
  /** Whether it refuses to be deleted. */
  readonly protect: boolean;
}

/** What it logs: https://www.cisecurity.org/benchmark/google_cloud_computing_platform, section 6.2. Stated, also its defaults. */
const AUDIT_FLAGS = {
  log_error_verbosity: "default",
  log_min_messages: "warning",
  log_min_error_statement: "error",
  log_min_duration_statement: "-1",
  log_checkpoints: "on",
  log_connections: "on",
  log_disconnections: "on",
  log_lock_waits: "on",
  "cloudsql.enable_pgaudit": "on",
};

/** Cloud SQL for PostgreSQL: private address only, encrypted connections only. */
export class Postgres extends Construct {
  /** Name of the instance. */
  readonly instanceName: string;
  /** Private address. */
  readonly host: string;
  readonly port = 5432;
  /** PROJECT:REGION:INSTANCE, for the Cloud SQL proxy. */
  readonly connectionName: string;
  /** Certificates of the authorities that sign the server's certificate, in PEM. */
  readonly serverCa: string;

  constructor(scope: Construct, id: string, props: PostgresProps) {
    super(scope, id);
    // The name of a deleted instance stays taken for a week.
    const suffix = pinLogicalId(
      new Id(this, "suffix", { byteLength: 4 }),
      "postgres_suffix",
      "part of the instance's name",
    );
    const instance = pinLogicalId(
      new SqlDatabaseInstance(this, "Default", {
        name: `${physicalName("sqlInstance", "db")}-${suffix.hex}`,
        region: props.region,
        databaseVersion: props.version,
        encryptionKeyName: props.kmsKey,
        settings: this.settings(props),
        deletionProtection: props.protect,
        // The disk grows by itself; Terraform would shrink it by replacing the instance.
        lifecycle: { preventDestroy: props.protect, ignoreChanges: ["settings[0].disk_size"] },
        timeouts: { create: "60m", update: "60m", delete: "60m" },
      }),
      "postgres",
      "holds the application's and Temporal's data",
    );
    this.instanceName = instance.name;
    this.host = instance.privateIpAddress;
    this.connectionName = instance.connectionName;
    // All of them: while the authority is rotated, either may have signed.
    const certificates = ref(`${instance.terraformResourceType}.${instance.friendlyUniqueId}.server_ca_cert[*].cert`);
    this.serverCa = new TerraformLocal(this, "server_ca", Fn.join("\n", Token.asList(certificates))).asString;
  }

  private settings(props: PostgresProps): SqlDatabaseInstanceSettings {
    const flags = { ...AUDIT_FLAGS, max_connections: String(props.maxConnections) };
    return {
      tier: props.tier,
      edition: props.edition,
      availabilityType: props.highAvailability ? "REGIONAL" : "ZONAL",
      diskType: "PD_SSD",
      diskSize: props.diskSizeGb,
      diskAutoresize: true,
      diskAutoresizeLimit: props.diskSizeLimitGb,
      userLabels: props.labels,
      deletionProtectionEnabled: props.protect,
      retainBackupsOnDelete: true,
      backupConfiguration: {
        enabled: true,
        startTime: props.backups.startTime,
        pointInTimeRecoveryEnabled: true,
        transactionLogRetentionDays: props.backups.pointInTimeRecoveryDays,
        backupRetentionSettings: { retainedBackups: props.backups.retained, retentionUnit: "COUNT" },
      },
      maintenanceWindow: {
        day: DAYS.indexOf(props.maintenance.day) + 1,
        hour: props.maintenance.hour,
        updateTrack: props.maintenance.track,
      },
      ipConfiguration: {
        ipv4Enabled: false,
        privateNetwork: props.networkId,
        allocatedIpRange: props.privateServicesRangeName,
        enablePrivatePathForGoogleCloudServices: true,
        sslMode: "ENCRYPTED_ONLY",
        serverCaMode: "GOOGLE_MANAGED_INTERNAL_CA",
      },
      insightsConfig: {
        queryInsightsEnabled: true,
        queryPlansPerMinute: 5,
        queryStringLength: 1024,
        recordApplicationTags: true,
        recordClientAddress: false,
      },
      // Letters and digits only: complexity rules ask for characters that break the URLs the passwords travel in.
      passwordValidationPolicy: { enablePasswordPolicy: true, minLength: 24, disallowUsernameSubstring: true },
      databaseFlags: Object.entries(flags).map(([name, value]) => ({ name, value })),
    };
  }
}
