import { type Arguments, at } from "../../policies/policy";

interface Protection {
  readonly label: string;
  readonly path: string;
  readonly holds: (value: unknown) => boolean;
}

const isTrue = (value: unknown): boolean => value === true;

/** What keeps a resource, or what it holds, from being lost, by the argument that says so. */
const PROTECTIONS: readonly Protection[] = [
  { label: "never destroyed", path: "lifecycle.prevent_destroy", holds: isTrue },
  { label: "deletion protection", path: "deletion_protection", holds: isTrue },
  { label: "protected in the API", path: "settings.deletion_protection_enabled", holds: isTrue },
  { label: "abandoned, not deleted", path: "deletion_policy", holds: (value) => value === "ABANDON" },
  { label: "disabled, not destroyed", path: "deletion_policy", holds: (value) => value === "DISABLE" },
  { label: "daily backups", path: "settings.backup_configuration.enabled", holds: isTrue },
  {
    label: "point-in-time recovery",
    path: "settings.backup_configuration.point_in_time_recovery_enabled",
    holds: isTrue,
  },
  { label: "backups outlive it", path: "settings.retain_backups_on_delete", holds: isTrue },
  { label: "refuses deletion while full", path: "force_destroy", holds: (value) => value === false },
  { label: "former versions kept", path: "versioning.enabled", holds: isTrue },
  {
    label: "deleted objects kept a while",
    path: "soft_delete_policy.retention_duration_seconds",
    holds: (value) => Number(value) > 0,
  },
  { label: "destruction delayed", path: "version_destroy_ttl", holds: (value) => value !== undefined },
  { label: "stays enabled", path: "disable_on_destroy", holds: (value) => value === false },
  { label: "rolls back", path: "atomic", holds: isTrue },
];

/** The protections of a resource, in words. */
export function protectionsOf(resource: Arguments): readonly string[] {
  return PROTECTIONS.filter(({ path, holds }) => holds(at(resource, path))).map(({ label }) => label);
}
