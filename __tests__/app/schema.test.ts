import { loadSchemas } from "../support/provider-schemas";
import { schemaFindings } from "../support/schema-check";
import type { Block, StackJson } from "../support/synth";
import { synthEnvironment } from "../support/synth-app";
import { subjectStacks } from "../support/variants";

const SCHEMAS = loadSchemas();

test.each(subjectStacks())("$subject: the stack $name is what the providers accept", ({ stack }) => {
  expect(schemaFindings(stack, SCHEMAS)).toEqual([]);
});

/** A stack with one thing changed, or taken away when `value` is undefined. */
function changed(stack: string, path: string, value: unknown): StackJson {
  const copy = structuredClone(synthEnvironment("production").stacks[stack]!);
  const keys = path.split("/");
  const last = keys.pop()!;
  const parent = keys.reduce<Block>((block, key) => block[key] as Block, copy as unknown as Block);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy;
}

describe("the check", () => {
  const redis = "resource/google_redis_instance/redis";
  const postgres = "resource/google_sql_database_instance/postgres";
  const user = "resource/google_sql_user/database_user_temporal";
  const key = "resource/google_secret_manager_secret/secret_encryption_key";

  test.each([
    ["an argument that does not exist", "data", `${redis}/teir`, "BASIC", "redis.teir: no such argument"],
    ["an argument that does not exist in a block", "data", `${postgres}/settings/teir`, "x", ".teir: no such argument"],
    ["a missing argument", "data", `${redis}/memory_size_gb`, undefined, "redis.memory_size_gb: missing"],
    [
      "a missing argument of a block",
      "data",
      `${postgres}/settings/tier`,
      undefined,
      "postgres.settings.tier: missing",
    ],
    ["a missing block", "data", `${key}/replication`, undefined, "encryption_key.replication: missing"],
    ["a block too many", "data", `${key}/replication`, [{}, {}], "replication: expected at most 1 blocks, got 2"],
    ["a block too few", "data", `${key}/replication`, [], "replication: expected at least 1 blocks, got 0"],
    ["text for a block", "data", `${key}/replication`, "auto", "replication: expected a block"],
    ["text for a number", "data", `${redis}/memory_size_gb`, "5", 'memory_size_gb: expected number, got "5"'],
    ["a number for text", "data", `${redis}/tier`, 5, "redis.tier: expected string, got 5"],
    ["text for true or false", "data", `${redis}/deletion_protection`, "true", 'expected bool, got "true"'],
    ["text around an expression for a number", "data", `${redis}/memory_size_gb`, "${local.a}0", "expected number"],
    ["a list for a map", "data", `${redis}/redis_configs`, ["a"], 'expected map of string, got ["a"]'],
    [
      "a map for a list",
      "data",
      "resource/google_storage_bucket/bucket_uploads/cors/0/origin",
      {},
      "expected list of string, got {}",
    ],
    ["a wrong entry of a map", "data", `${redis}/redis_configs/timeout`, 5, "redis_configs.timeout: expected string"],
    [
      "a wrong entry of a list",
      "cluster",
      "resource/google_container_cluster/cluster/logging_config/enable_components/1",
      true,
      "enable_components[1]: expected string, got true",
    ],
    ["an attribute that can only be read", "data", `${redis}/host`, "10.0.0.1", "redis.host: can only be read"],
    [
      "an argument that is deprecated",
      "cluster",
      "resource/google_container_cluster/cluster/binary_authorization/enabled",
      true,
      "binary_authorization.enabled: deprecated",
    ],
    [
      "a write-only value without its number",
      "data",
      `${user}/password_wo_version`,
      undefined,
      "without password_wo_version",
    ],
    ["the number of a write-only value alone", "data", `${user}/password_wo`, undefined, "without password_wo"],
    ["a meta-argument that does not exist", "data", `${redis}/dependson`, [], "redis.dependson: no such argument"],
    ["a provisioner", "data", `${redis}/provisioner`, [], "redis.provisioner: no such argument"],
    [
      "a rule of the life cycle that does not exist",
      "data",
      `${redis}/lifecycle/prevent`,
      true,
      "lifecycle.prevent: no such",
    ],
    [
      "changes to ignore of something that does not exist",
      "data",
      `${postgres}/lifecycle/ignore_changes/0`,
      "settings[0].disk",
      "ignore_changes: no such attribute settings[0].disk",
    ],
    [
      "a condition that does not say what is wrong",
      "workloads",
      "resource/kubernetes_secret_v1/secrets_app_secrets/lifecycle",
      { precondition: [{ condition: "${true}" }] },
      "precondition[0].error_message: missing",
    ],
    [
      "a data source's wrong argument",
      "data",
      "data/terraform_remote_state/cross_stack_reference_input_network/path",
      "x",
      "path: no such",
    ],
    [
      "an ephemeral resource's wrong argument",
      "data",
      "ephemeral/random_bytes/jwt_secret_generated/size",
      4,
      "size: no such",
    ],
    ["a provider's wrong argument", "data", "provider/google/0/zonee", "b", "provider.google.zonee: no such argument"],
    [
      "a wrong argument of a provider's map",
      "workloads",
      "provider/helm/0/kubernetes/tokn",
      "x",
      "kubernetes.tokn: no such",
    ],
    [
      "a provider that is not here",
      "data",
      "provider/google-beta",
      [{}],
      "provider.google-beta: is not in __tests__/schemas",
    ],
    [
      "a type that is not here, and says what to do",
      "data",
      "resource/google_bigtable_instance",
      { events: {} },
      "google_bigtable_instance is not in __tests__/schemas; run scripts/update-schemas.ts",
    ],
  ])("refuses %s", (_, stack, path, value, finding) => {
    // GIVEN
    const broken = changed(stack, path, value);

    // WHEN
    const findings = schemaFindings(broken, SCHEMAS);

    // THEN
    expect(findings).toEqual([expect.stringContaining(finding)]);
  });
});
