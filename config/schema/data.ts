import { z } from "zod";
import { count, dayOfWeek, protection, timeOfDay } from "./common";

const maintenance = z.strictObject({
  day: dayOfWeek.default("SUNDAY").describe("Day of the weekly window, in UTC."),
  hour: count(0, 23).default(3).describe("Hour at which the window opens, in UTC."),
});

/** Cloud SQL for PostgreSQL. */
export const databaseSchema = z
  .strictObject({
    version: z
      .string()
      .regex(/^POSTGRES_\d+$/, "a version such as POSTGRES_15")
      .default("POSTGRES_15")
      .describe("Engine version. Raising it upgrades the instance in place, with downtime."),
    edition: z
      .enum(["ENTERPRISE", "ENTERPRISE_PLUS"])
      .default("ENTERPRISE")
      .describe("Cloud SQL edition; it decides which tiers exist."),
    tier: z
      .string()
      .regex(/^db-[a-z0-9]+-[A-Za-z0-9-]+$/, "a machine type such as db-custom-2-7680")
      .default("db-custom-2-7680")
      .describe(
        "Machine type: `db-custom-VCPUS-MEMORY_MB` in the ENTERPRISE edition. Changing it restarts the database.",
      )
      .meta({ examples: ["db-custom-2-7680"] }),
    diskSizeGb: count(10, 65536).default(100).describe("Disk at creation, in GB; it grows by itself afterwards."),
    diskSizeLimitGb: count(10, 65536).default(500).describe("Size at which the disk stops growing, in GB."),
    highAvailability: z.boolean().default(true).describe("A standby in a second zone that takes over by itself."),
    backups: z
      .strictObject({
        startTime: timeOfDay.default("03:00").describe("When the daily backup may start, in UTC."),
        retained: count(7, 365).default(14).describe("Daily backups kept."),
        pointInTimeRecoveryDays: count(1, 35)
          .default(7)
          .describe("Days one can return to, to the second. ENTERPRISE keeps at most 7."),
      })
      .prefault({})
      .describe("Backups and point-in-time recovery."),
    maintenance: maintenance
      .extend({
        track: z
          .enum(["stable", "canary", "week5"])
          .default("stable")
          .describe("Which wave of updates the instance is in."),
      })
      .prefault({})
      .describe("Weekly window for updates of the database."),
    poolSize: count(1, 100)
      .default(5)
      .describe("Connections a pod of the application opens at most (POSTGRES_POOL_SIZE)."),
    reservedConnections: count(10, 200)
      .default(20)
      .describe("Connections kept free for migrations, schema jobs, people and Cloud SQL itself."),
  })
  .describe("Cloud SQL for PostgreSQL: the databases flowmaestro, temporal and temporal_visibility.");

/** Memorystore for Redis. */
export const redisSchema = z
  .strictObject({
    version: z.enum(["REDIS_7_0", "REDIS_7_2"]).default("REDIS_7_0").describe("Engine version."),
    tier: z
      .enum(["STANDARD_HA", "BASIC"])
      .default("STANDARD_HA")
      .describe("With or without a replica. Cannot change after creation."),
    memorySizeGb: count(1, 300).default(5).describe("Memory, in GB."),
    evictionPolicy: z
      .enum(["allkeys-lru", "allkeys-lfu", "volatile-lru", "volatile-lfu", "volatile-ttl", "noeviction"])
      .default("allkeys-lru")
      .describe("What Redis drops when memory is full (maxmemory-policy)."),
    transitEncryption: z
      .boolean()
      .default(false)
      .describe(
        "TLS. The application connects with host and port only, so it needs a change first. " +
          "Cannot change after creation.",
      ),
    maintenance: maintenance.prefault({}).describe("Weekly window for updates of Redis."),
  })
  .describe("Memorystore for Redis.");

/** One Cloud Storage bucket. */
export const bucketSchema = z.strictObject({
  keepVersions: count(1, 100)
    .optional()
    .describe("Keeps this many former versions of an object; versioning is off when left out."),
  deleteAfterDays: count(1).optional().describe("Deletes objects of this age, in days; kept for ever when left out."),
  cors: z.boolean().default(false).describe("Lets pages of the application's hosts read and write with signed URLs."),
});

/** The artifact registry. */
export const registrySchema = z
  .strictObject({
    keepVersions: count(3, 1000)
      .default(20)
      .describe("Newest versions of every image that cleanup never touches: what one can roll back to."),
    deleteUntaggedAfterDays: count(1).default(14).describe("Age at which images without a tag are deleted, in days."),
    deleteTaggedAfterDays: count(7)
      .default(90)
      .describe("Age at which tagged images beyond `keepVersions` are deleted, in days."),
  })
  .describe("Artifact Registry for the images.");

/** Deletion protection of what holds data. */
export const deletionProtectionSchema = protection.describe(
  "Whether what holds data, and the cluster, refuse to be deleted. Off needs a reason.",
);
