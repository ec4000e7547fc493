import { Aspects, TerraformResource } from "cdktf";
import { HardeningAspect } from "../../constructs/aspects/hardening-aspect";
import { HARDENINGS, violations } from "../../constructs/aspects/hardenings";
import { resourcesOf } from "../support/blocks";
import type { Block } from "../support/synth";
import { builtApp } from "../support/synth-app";
import { synthConstruct } from "../support/synth-construct";
import { CLOUD } from "../support/variants";

/** Turns one thing off. */
type Mutation = (resource: Block) => void;

/** Blocks that Terraform takes once may be lists of one. */
function parentOf(resource: Block, path: string): readonly [Block, string] {
  const keys = path.split(".");
  const last = keys.pop()!;
  return [keys.reduce<Block>((block, key) => [block[key]].flat()[0] as Block, resource), last];
}

const set =
  (path: string, value: unknown): Mutation =>
  (resource) => {
    const [parent, key] = parentOf(resource, path);
    parent[key] = value;
  };

const without =
  (path: string): Mutation =>
  (resource) => {
    const [parent, key] = parentOf(resource, path);
    delete parent[key];
  };

const PREVENTED = { "refuse to be destroyed (lifecycle.prevent_destroy)": set("lifecycle.prevent_destroy", false) };

/** What somebody might do to each hardening, by its type and its sentence. */
const MUTATIONS: Readonly<Record<string, Readonly<Record<string, Mutation>>>> = {
  google_project_service: { "stay enabled when it leaves the code": without("disable_on_destroy") },
  google_compute_network: { "be a custom-mode network": without("auto_create_subnetworks") },
  google_compute_subnetwork: { "reach Google's APIs privately": set("private_ip_google_access", false) },
  google_compute_router_nat: { "log dropped connections": without("log_config") },
  google_service_networking_connection: { "be abandoned, not deleted": without("deletion_policy") },
  google_compute_ssl_policy: {
    "refuse TLS older than 1.2": set("min_tls_version", "TLS_1_0"),
    "offer modern ciphers only": set("profile", "COMPATIBLE"),
  },
  google_dns_managed_zone: { ...PREVENTED, "be signed (DNSSEC)": set("dnssec_config.state", "off") },
  google_sql_database_instance: {
    ...PREVENTED,
    "have no public address": set("settings.ip_configuration.ipv4_enabled", true),
    "accept encrypted connections only": set("settings.ip_configuration.ssl_mode", "ALLOW_UNENCRYPTED_AND_ENCRYPTED"),
    "be backed up": set("settings.backup_configuration.enabled", false),
    "allow recovery to a point in time": without("settings.backup_configuration.point_in_time_recovery_enabled"),
    "keep its backups when deleted": without("settings.retain_backups_on_delete"),
    "be protected from deletion through the API": set("settings.deletion_protection_enabled", false),
    "be protected from deletion by Terraform": set("deletion_protection", false),
    "not plan a replacement for a disk that has grown": without("lifecycle.ignore_changes"),
    "log connections": set("settings.database_flags", [{ name: "log_connections", value: "off" }]),
  },
  google_sql_database: { "be abandoned, not dropped": set("deletion_policy", "DELETE") },
  google_sql_user: {
    "be abandoned, not dropped": without("deletion_policy"),
    "have no password in the state": set("password", "${local.password}"),
  },
  google_redis_instance: {
    ...PREVENTED,
    "have a private address only": set("connect_mode", "DIRECT_PEERING"),
    "be protected from deletion by Terraform": without("deletion_protection"),
  },
  google_storage_bucket: {
    ...PREVENTED,
    "never be public": set("public_access_prevention", "inherited"),
    "have one set of permissions": without("uniform_bucket_level_access"),
    "refuse to be deleted with objects in it": set("force_destroy", true),
    "keep deleted objects for a while": set("soft_delete_policy.retention_duration_seconds", 0),
  },
  google_artifact_registry_repository: {
    ...PREVENTED,
    "have tags that never move": set("docker_config.immutable_tags", false),
  },
  google_secret_manager_secret: {
    ...PREVENTED,
    "be protected from deletion by Terraform": set("deletion_protection", false),
    "keep destroyed versions for a while": without("version_destroy_ttl"),
  },
  google_secret_manager_secret_version: {
    ...PREVENTED,
    "have no value in the state": set("secret_data", "${random_password.generated.result}"),
    "be disabled, not destroyed": without("deletion_policy"),
  },
  google_container_cluster: {
    ...PREVENTED,
    "have private nodes": set("private_cluster_config.enable_private_nodes", false),
    "be reached through IAM's DNS endpoint": without("control_plane_endpoints_config.dns_endpoint_config"),
    "have no IP endpoint without authorized networks": set(
      "control_plane_endpoints_config.ip_endpoints_config.enabled",
      true,
    ),
    "run nodes under an account of their own": without("cluster_autoscaling"),
    "watch its security posture": set("security_posture_config.mode", "DISABLED"),
    "grant nothing to everybody who is authenticated": set(
      "rbac_binding_config.enable_insecure_binding_system_authenticated",
      true,
    ),
    "grant nothing to the unauthenticated": without(
      "rbac_binding_config.enable_insecure_binding_system_unauthenticated",
    ),
    "answer the unauthenticated on health checks only": set("anonymous_authentication_config.mode", "ENABLED"),
    "close the kubelet's read-only port": without("node_pool_auto_config"),
    "be on a release channel": without("release_channel"),
    "be protected from deletion by Terraform": without("deletion_protection"),
  },
  kubernetes_namespace_v1: {
    "enforce restricted pod security": set("metadata.labels", { "pod-security.kubernetes.io/enforce": "baseline" }),
  },
  kubernetes_secret_v1: { "have no data in the state": set("data", { password: "${local.password}" }) },
  kubernetes_service_account_v1: { "mount no token": without("automount_service_account_token") },
  helm_release: {
    "roll back when it fails": set("atomic", false),
    "wait for its Jobs": without("wait_for_jobs"),
    "keep no secret values": set("set_sensitive", [{ name: "password", value: "${local.password}" }]),
  },
  google_monitoring_notification_channel: {
    "have no secret in the state": set("sensitive_labels", { password: "${local.password}" }),
  },
  google_monitoring_alert_policy: {
    "tell somebody": set("notification_channels", []),
    "say what it means": without("documentation"),
  },
  google_monitoring_uptime_check_config: { "look at the certificate": without("http_check.validate_ssl") },
  google_logging_project_bucket_config: {
    ...PREVENTED,
    "keep logs for 30 days or more": set("retention_days", 7),
  },
};

/** Production's resource of a type; that of a variant, where production has none. */
function hardened(type: string): Block {
  const stacks = ["production", "everything on"].flatMap((subject) => Object.values(CLOUD[subject]!().stacks));
  return structuredClone(stacks.flatMap((stack) => resourcesOf(stack, type))[0]!);
}

function synthesize(type: string, resource: Block, relaxed: boolean): () => void {
  return () =>
    synthConstruct((stack) => {
      Aspects.of(stack).add(new HardeningAspect({ relaxed }));
      const subject = new TerraformResource(stack, "subject", { terraformResourceType: type });
      for (const [argument, value] of Object.entries(resource)) subject.addOverride(argument, value);
    });
}

const sentences = (type: string, resource: Block, relaxed: boolean) =>
  violations(type, resource, relaxed).map(({ must }) => must);

test("every hardening has a mutation, and every mutation a hardening", () => {
  // WHEN
  const mutations = Object.entries(MUTATIONS).flatMap(([type, ofType]) =>
    Object.keys(ofType).map((must) => `${type} must ${must}`),
  );

  // THEN
  expect(mutations.sort()).toEqual(HARDENINGS.map(({ type, must }) => `${type} must ${must}`).sort());
});

test.each([...new Set(HARDENINGS.map(({ type }) => type))])("%s is hardened", (type) => {
  expect(sentences(type, hardened(type), false)).toEqual([]);
  expect(synthesize(type, hardened(type), false)).not.toThrow();
});

describe.each(HARDENINGS)("$type must $must", ({ type, must, relaxable = false }) => {
  const mutated = hardened(type);
  MUTATIONS[type]?.[must]?.(mutated);

  test("is noticed, it alone, when it is turned off", () => {
    expect(sentences(type, mutated, false)).toEqual([must]);
  });

  test("stops the synthesis with the address and the sentence", () => {
    expect(synthesize(type, mutated, false)).toThrow(`${type}.subject must ${must}.`);
  });

  test(relaxable ? "may be off where deletion protection is" : "holds even where deletion protection is off", () => {
    expect(sentences(type, mutated, true)).toEqual(relaxable ? [] : [must]);
  });
});

describe("the stack", () => {
  test.each([
    ["network", "google_compute_network.network", "auto_create_subnetworks", true],
    ["data", "google_storage_bucket.bucket_uploads", "force_destroy", true],
    ["cluster", "google_container_cluster.cluster", "private_cluster_config.enable_private_nodes", false],
    ["workloads", "kubernetes_secret_v1.secrets_app_secrets", "data", { "jwt-secret": "x" }],
    ["observability", "google_logging_project_bucket_config.application_logs", "retention_days", 7],
  ])("refuses that somebody weakens %s: %s", (stack, address, argument, value) => {
    // GIVEN
    const app = builtApp("production");
    const resources = app.node.findAll().filter((node) => TerraformResource.isTerraformResource(node));
    const weakened = resources.find(
      (resource) => `${resource.terraformResourceType}.${resource.friendlyUniqueId}` === address,
    )!;

    // WHEN
    weakened.addOverride(argument, value);

    // THEN
    expect(weakened.cdktfStack.node.id).toBe(stack);
    expect(() => app.synth()).toThrow(`${address} must `);
  });
});
