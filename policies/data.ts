import { absent, demand, is, isNot, type Policy, present } from "./policy";

const BUCKET = ["google_storage_bucket"];
const REPOSITORY = ["google_artifact_registry_repository"];
const SECRET = ["google_secret_manager_secret"];
const VERSION = ["google_secret_manager_secret_version"];

/** Redis, buckets, images, secrets, and what they have in common with PostgreSQL and the cluster. */
export const DATA_POLICIES: readonly Policy[] = [
  {
    id: "flowmaestro.preventDestroy",
    types: [
      "google_sql_database_instance",
      "google_redis_instance",
      ...BUCKET,
      ...REPOSITORY,
      ...SECRET,
      ...VERSION,
      "google_container_cluster",
      "google_dns_managed_zone",
      "google_logging_project_bucket_config",
    ],
    must: "refuse to be destroyed",
    relaxable: true,
    ...is("lifecycle.prevent_destroy", true),
  },
  {
    id: "flowmaestro.deletionProtection",
    types: ["google_sql_database_instance", "google_redis_instance", ...SECRET, "google_container_cluster"],
    must: "be protected from deletion by Terraform",
    relaxable: true,
    ...is("deletion_protection", true),
  },
  {
    id: "flowmaestro.abandoned",
    types: ["google_sql_database", "google_sql_user", "google_service_networking_connection"],
    must: "be abandoned, not deleted",
    ...is("deletion_policy", "ABANDON"),
  },
  {
    id: "flowmaestro.userPasswordNotInState",
    types: ["google_sql_user"],
    must: "have no password in the state",
    fix: "use password_wo",
    ...absent("password"),
  },
  {
    id: "flowmaestro.redisPrivate",
    types: ["google_redis_instance"],
    must: "have a private address only",
    ...is("connect_mode", "PRIVATE_SERVICE_ACCESS"),
  },
  {
    id: "storage.publicAccessPrevention",
    alike: ["CIS-GCP-5.1"],
    types: BUCKET,
    must: "never be public",
    ...is("public_access_prevention", "enforced"),
  },
  {
    id: "storage.uniformBucketLevelAccess",
    alike: ["CIS-GCP-5.2"],
    types: BUCKET,
    must: "have one set of permissions",
    ...is("uniform_bucket_level_access", true),
  },
  {
    id: "flowmaestro.bucketKeepsObjects",
    types: BUCKET,
    must: "refuse to be deleted with objects in it",
    ...is("force_destroy", false),
  },
  {
    id: "flowmaestro.bucketUndeletes",
    types: BUCKET,
    must: "keep deleted objects for a while",
    ...demand("soft_delete_policy.retention_duration_seconds", "more than 0", (got) => Number(got) > 0),
  },
  {
    id: "CIS-GKE-5.1.1",
    types: REPOSITORY,
    must: "have its images scanned for vulnerabilities",
    ...isNot("vulnerability_scanning_config.enablement_config", "DISABLED"),
  },
  {
    id: "scc.artifactregistryRequireCMEK",
    types: REPOSITORY,
    must: "be encrypted with a key of one's own",
    fix: "set kmsKey",
    ...present("kms_key_name", "a key"),
  },
  {
    id: "flowmaestro.imageTagsStay",
    types: REPOSITORY,
    must: "have tags that never move",
    ...is("docker_config.immutable_tags", true),
  },
  {
    id: "scc.secretmanagerAllowedRotationPeriod",
    types: SECRET,
    must: "be rotated at least once a year",
    ...demand(
      "rotation.rotation_period",
      "a period of at most 31536000s",
      (got) => parseInt(String(got)) <= 31_536_000,
    ),
  },
  {
    id: "flowmaestro.secretUndestroys",
    types: SECRET,
    must: "keep destroyed versions for a while",
    ...present("version_destroy_ttl", "a time"),
  },
  {
    id: "flowmaestro.secretValueNotInState",
    types: VERSION,
    must: "have no value in the state",
    fix: "use secret_data_wo",
    ...absent("secret_data"),
  },
  {
    id: "flowmaestro.secretVersionDisabled",
    types: VERSION,
    must: "be disabled, not destroyed",
    ...is("deletion_policy", "DISABLE"),
  },
];
