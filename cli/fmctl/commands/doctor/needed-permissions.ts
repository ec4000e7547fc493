import type { Environment } from "../../../../config/schema/environment";

/**
 * What a deployment does in the project, by a role that allows it; docs/deploying.md names the same roles. One of each
 * kind is enough: whoever may create a database may change it.
 */
const ALWAYS: Readonly<Record<string, readonly string[]>> = {
  "roles/editor": [
    "artifactregistry.repositories.create",
    "artifactregistry.repositories.uploadArtifacts",
    "cloudsql.instances.create",
    "cloudsql.users.create",
    "compute.globalAddresses.create",
    "compute.networks.create",
    "compute.routers.create",
    "compute.securityPolicies.create",
    "compute.sslPolicies.create",
    "compute.subnetworks.create",
    "iam.serviceAccounts.actAs",
    "monitoring.alertPolicies.create",
    "monitoring.uptimeCheckConfigs.create",
    "redis.instances.create",
    "serviceusage.services.enable",
  ],
  "roles/resourcemanager.projectIamAdmin": ["resourcemanager.projects.setIamPolicy"],
  "roles/secretmanager.admin": [
    "secretmanager.secrets.create",
    "secretmanager.secrets.setIamPolicy",
    "secretmanager.versions.access",
    "secretmanager.versions.add",
  ],
  "roles/servicenetworking.networksAdmin": ["servicenetworking.services.addPeering"],
  "roles/container.admin": [
    "container.clusters.connect",
    "container.clusters.create",
    "container.namespaces.create",
    "container.secrets.create",
  ],
  "roles/artifactregistry.admin": ["artifactregistry.repositories.setIamPolicy"],
  "roles/iam.serviceAccountAdmin": ["iam.serviceAccounts.create", "iam.serviceAccounts.setIamPolicy"],
  "roles/logging.configWriter": ["logging.buckets.create", "logging.sinks.create"],
  "roles/storage.admin": ["storage.buckets.create", "storage.buckets.setIamPolicy"],
};

/** Every permission that a deployment needs, and the role to ask for. */
export function neededPermissions({ dns }: Environment): ReadonlyMap<string, string> {
  const byRole = Object.entries(ALWAYS).flatMap(([role, permissions]) =>
    permissions.map((permission) => [permission, role] as const),
  );
  const zone = [["dns.managedZones.create", "roles/editor"]] as const;
  return new Map([...byRole, ...(dns.managed ? zone : [])]);
}

/** The roles of {@link neededPermissions}. */
export const NEEDED_ROLES: readonly string[] = Object.keys(ALWAYS);
