import { GeneratedSecret } from "../../../constructs/secrets/generated-secret";
import { resourceOf } from "../../support/blocks";
import { synthConstruct } from "../../support/synth-construct";

const synthesized = () =>
  synthConstruct((stack) => {
    const generator = { kind: "bytes", length: 32, encoding: "hex" } as const;
    new GeneratedSecret(stack, "key", { role: "encryption-key", generator, region: "us-central1", protect: true });
  });

test("the first value of the secret is made up during the apply, and kept by nothing but Secret Manager", () => {
  // GIVEN
  const [generated] = Object.keys(synthesized().ephemeral!["random_bytes"]!);

  // THEN
  expect(resourceOf(synthesized(), "google_secret_manager_secret_version")).toMatchObject({
    secret: "${google_secret_manager_secret.secret_encryption_key.id}",
    secret_data_wo: `\${ephemeral.random_bytes.${generated}.hex}`,
  });
});

test("the secret is protected as its settings say", () => {
  expect(resourceOf(synthesized(), "google_secret_manager_secret")).toMatchObject({ deletion_protection: true });
});
