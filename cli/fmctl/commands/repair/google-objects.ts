/** How a resource type's object is found and imported. `{name}` is an argument of the resource. */
export interface GoogleObject {
  /** Name before `.googleapis.com`. */
  readonly service: string;
  /** Where the API has it. */
  readonly path: string;
  /** How Terraform imports it. */
  readonly importId: string;
  /** List of the answer in which an entry has the name, where the object is part of another one. */
  readonly within?: string;
}

const compute = (path: string): GoogleObject => ({ service: "compute", path: `compute/v1/${path}`, importId: path });
const global = (collection: string) => compute(`projects/{project}/global/${collection}/{name}`);
const regional = (collection: string) => compute(`projects/{project}/regions/{region}/${collection}/{name}`);
const at = (service: string, version: string, path: string, importId = path): GoogleObject => ({
  service,
  path: `${version}/${path}`,
  importId,
});

const SQL = "sql/v1beta4";
const ROUTER = "projects/{project}/regions/{region}/routers/{router}";
const EMAIL = "{account_id}@{project}.iam.gserviceaccount.com";

/**
 * The types whose objects have a name that the stack gives them, so that what has the name is what an earlier apply made.
 * Import ids: the page of each type, such as
 * https://registry.terraform.io/providers/hashicorp/google/7.45.0/docs/resources/compute_network#import
 */
export const GOOGLE_OBJECTS: Readonly<Record<string, GoogleObject>> = {
  google_artifact_registry_repository: at(
    "artifactregistry",
    "v1",
    "projects/{project}/locations/{location}/repositories/{repository_id}",
  ),
  google_compute_address: regional("addresses"),
  google_compute_global_address: global("addresses"),
  google_compute_network: global("networks"),
  google_compute_router: regional("routers"),
  google_compute_router_nat: {
    service: "compute",
    path: `compute/v1/${ROUTER}`,
    importId: `${ROUTER}/{name}`,
    within: "nats",
  },
  google_compute_security_policy: global("securityPolicies"),
  google_compute_ssl_policy: global("sslPolicies"),
  google_compute_subnetwork: regional("subnetworks"),
  google_container_cluster: at("container", "v1", "projects/{project}/locations/{location}/clusters/{name}"),
  google_dns_managed_zone: at("dns", "dns/v1", "projects/{project}/managedZones/{name}"),
  google_dns_record_set: at("dns", "dns/v1", "projects/{project}/managedZones/{managed_zone}/rrsets/{name}/{type}"),
  google_logging_metric: at("logging", "v2", "projects/{project}/metrics/{name}", "{project} {name}"),
  google_logging_project_bucket_config: at(
    "logging",
    "v2",
    "projects/{project}/locations/{location}/buckets/{bucket_id}",
  ),
  google_logging_project_exclusion: at("logging", "v2", "projects/{project}/exclusions/{name}"),
  google_logging_project_sink: at("logging", "v2", "projects/{project}/sinks/{name}"),
  google_monitoring_custom_service: at("monitoring", "v3", "projects/{project}/services/{service_id}"),
  google_monitoring_slo: at(
    "monitoring",
    "v3",
    "projects/{project}/services/{service}/serviceLevelObjectives/{slo_id}",
  ),
  google_redis_instance: at("redis", "v1", "projects/{project}/locations/{region}/instances/{name}"),
  google_secret_manager_secret: at("secretmanager", "v1", "projects/{project}/secrets/{secret_id}"),
  google_service_account: at("iam", "v1", `projects/{project}/serviceAccounts/${EMAIL}`),
  google_sql_database: at("sqladmin", SQL, "projects/{project}/instances/{instance}/databases/{name}"),
  // Only while its random suffix is in the state: without that its name is not known.
  google_sql_database_instance: at("sqladmin", SQL, "projects/{project}/instances/{name}"),
  google_sql_user: at(
    "sqladmin",
    SQL,
    "projects/{project}/instances/{instance}/users/{name}",
    "{project}/{instance}/{name}",
  ),
  google_storage_bucket: at("storage", "storage/v1", "b/{name}", "{name}"),
};

const SAME = "made a second time it is the same, so there is nothing to adopt";
const NAMELESS = "Google gives it its name, so what exists cannot be told from what somebody else made";

/** The types that are not imported, and why a deployment converges all the same. */
export const NOT_IMPORTED: Readonly<Record<string, string>> = {
  google_artifact_registry_repository_iam_member: SAME,
  google_billing_budget: NAMELESS,
  google_monitoring_alert_policy: NAMELESS,
  google_monitoring_dashboard: NAMELESS,
  google_monitoring_notification_channel: NAMELESS,
  google_monitoring_uptime_check_config: NAMELESS,
  google_project_iam_member: SAME,
  google_project_service: SAME,
  google_secret_manager_secret_iam_member: SAME,
  google_secret_manager_secret_version:
    "an import reads its value into the state; a further version is made, and what reads the secret follows",
  google_service_account_iam_member: SAME,
  google_service_networking_connection: "update_on_creation_fail makes the one that exists what it should be",
  google_storage_bucket_iam_member: SAME,
};
