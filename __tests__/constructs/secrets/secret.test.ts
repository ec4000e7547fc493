import { TerraformOutput } from "cdktf";
import { Secret, type SecretProps } from "../../../constructs/secrets/secret";
import { resourceOf } from "../../support/blocks";
import { synthConstruct } from "../../support/synth-construct";

const MINIMAL: SecretProps = { role: "jwt-secret", firstValue: "${ephemeral}", region: "us-central1", protect: true };

const synthesized = (change: Partial<SecretProps> = {}) =>
  synthConstruct((stack) => {
    const { secretId } = new Secret(stack, "anything", { ...MINIMAL, ...change });
    new TerraformOutput(stack, "secret_id", { value: secretId, staticId: true });
  });
const secret = (change: Partial<SecretProps> = {}) => resourceOf(synthesized(change), "google_secret_manager_secret");
const version = (change: Partial<SecretProps> = {}) =>
  resourceOf(synthesized(change), "google_secret_manager_secret_version");

test("a secret is wherever Google keeps it", () => {
  expect(secret()).toMatchObject({ secret_id: "flowmaestro-jwt-secret", replication: { auto: {} } });
});

test("a secret is in its region when a key of one's own encrypts it", () => {
  expect(secret({ kmsKey: "key" })["replication"]).toEqual({
    user_managed: {
      replicas: [{ location: "us-central1", customer_managed_encryption: { kms_key_name: "key" } }],
    },
  });
});

test("it is protected from deletion, twice, and so is its first version", () => {
  expect(secret()).toMatchObject({ deletion_protection: true, lifecycle: { prevent_destroy: true } });
  expect(version()["lifecycle"]).toMatchObject({ prevent_destroy: true });
});

test("both may go where nothing is protected", () => {
  expect(secret({ protect: false })).toMatchObject({
    deletion_protection: false,
    lifecycle: { prevent_destroy: false },
  });
  expect(version({ protect: false })["lifecycle"]).toMatchObject({ prevent_destroy: false });
});

test("a version that somebody destroys can be brought back for thirty days", () => {
  expect(secret()["version_destroy_ttl"]).toBe("2592000s");
});

test("its first value is written once, and kept in no state", () => {
  expect(version()).toMatchObject({ secret_data_wo: "${ephemeral}", secret_data_wo_version: 1 });
  expect(version()["secret_data"]).toBeUndefined();
});

test("a version that a rotation has disabled stays, and none is ever destroyed", () => {
  expect(version()).toMatchObject({
    deletion_policy: "DISABLE",
    lifecycle: { create_before_destroy: true, ignore_changes: ["enabled"] },
  });
});

test("both have the same addresses for ever, made of the role", () => {
  const { resource } = synthesized({ role: "integration-OPENAI_API_KEY" });

  expect(Object.keys(resource!["google_secret_manager_secret"]!)).toEqual(["secret_integration_openai_api_key"]);
  expect(Object.keys(resource!["google_secret_manager_secret_version"]!)).toEqual([
    "secret_integration_openai_api_key_first_version",
  ]);
});

test("whoever uses its id waits for its first version", () => {
  expect(synthesized().output!["secret_id"]!["value"]).toBe(
    "${google_secret_manager_secret_version.secret_jwt_secret_first_version.secret}",
  );
});

test("refuses a role of which Secret Manager would not make a name", () => {
  expect(() => synthesized({ role: "jwt.secret" })).toThrow("The secret name flowmaestro-jwt.secret is not valid");
});
