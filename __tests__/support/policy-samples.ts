import { POLICIES } from "../../policies/policies";
import { matches, type Policy } from "../../policies/policy";
import { resourcesOf } from "./blocks";
import { flag, type Mutation, set } from "./policy-mutations";
import type { Block } from "./synth";
import { CLOUD } from "./variants";

/** What types with a `*` are tried with. */
const CONCRETE: Readonly<Record<string, readonly string[]>> = {
  "google_*_iam_member": ["google_project_iam_member", "google_storage_bucket_iam_member"],
  "google_*_iam_binding": ["google_project_iam_binding"],
  "google_*_iam_policy": ["google_project_iam_policy"],
};

/** Types that nothing here is of, but that somebody may add. */
const INVENTED: Readonly<Record<string, Block>> = {
  google_artifact_registry_repository_iam_binding: {
    repository: "flowmaestro",
    role: "roles/artifactregistry.reader",
    members: ["serviceAccount:nodes@example.iam.gserviceaccount.com"],
  },
  google_compute_firewall: {
    name: "bastion",
    network: "flowmaestro",
    description: "SSH through Identity-Aware Proxy.",
    allow: [{ protocol: "tcp", ports: ["22"] }],
    source_ranges: ["35.235.240.0/20"],
    log_config: { metadata: "INCLUDE_ALL_METADATA" },
  },
  google_compute_region_target_http_proxy: { name: "web", url_map: "web" },
  google_compute_target_http_proxy: { name: "web", url_map: "web" },
  google_dns_policy: { name: "logging", enable_logging: true },
  google_project_iam_binding: {
    project: "example",
    role: "roles/logging.logWriter",
    members: ["serviceAccount:nodes@example.iam.gserviceaccount.com"],
  },
  google_project_iam_policy: { project: "example", policy_data: "{}" },
  google_service_account_key: { service_account_id: "nodes" },
};

/** What our own environments except, put right. */
const MENDS: Readonly<Record<string, readonly Mutation[]>> = {
  google_container_cluster: [
    set("control_plane_endpoints_config.ip_endpoints_config.enabled", false),
    set("notification_config", { pubsub: { enabled: true, topic: "bulletins" } }),
  ],
  google_secret_manager_secret: [set("rotation", { rotation_period: "31536000s" })],
  google_sql_database_instance: [
    set("settings.password_validation_policy.complexity", "COMPLEXITY_DEFAULT"),
    flag("log_statement", "ddl"),
  ],
};

/** A resource that obeys every policy: of a variant that has every option on, mended; or an invented one. */
export function sample(type: string): Block {
  const stacks = Object.values(CLOUD["everything on"]!().stacks);
  const resource = structuredClone(stacks.flatMap((stack) => resourcesOf(stack, type))[0] ?? INVENTED[type]!);
  for (const mend of MENDS[type] ?? []) mend(resource);
  return resource;
}

/** Every policy with every type that it is tried with. */
export const CASES: readonly { readonly policy: Policy; readonly type: string }[] = POLICIES.flatMap((policy) =>
  policy.types.flatMap((pattern) => (CONCRETE[pattern] ?? [pattern]).map((type) => ({ policy, type }))),
);

/** Every type that is tried. */
export const TYPES: readonly string[] = [...new Set(CASES.map(({ type }) => type))];

/** Whether a type must not be there at all. */
export const isForbidden = (type: string): boolean =>
  POLICIES.some(({ argument, types }) => argument === "resource" && types.some((pattern) => matches(pattern, type)));
