import { TerraformOutput } from "cdktf";
import { generatedValue } from "../../../constructs/secrets/generated-value";
import { DATABASE_PASSWORD, ENCRYPTION_KEY, type Generator, JWT_SECRET } from "../../../constructs/secrets/generators";
import { synthConstruct } from "../../support/synth-construct";

test.each<[string, Generator, object, string]>([
  [
    "a database's password is forty letters and digits, since it travels in URLs",
    DATABASE_PASSWORD,
    { random_password: { made: { length: 40, special: false, min_lower: 1, min_upper: 1, min_numeric: 1 } } },
    "${ephemeral.random_password.made.result}",
  ],
  [
    "the JWT secret is 64 bytes",
    JWT_SECRET,
    { random_bytes: { made: { length: 64 } } },
    "${ephemeral.random_bytes.made.base64}",
  ],
  [
    "the encryption key is 32 bytes, written as hexadecimal digits",
    ENCRYPTION_KEY,
    { random_bytes: { made: { length: 32 } } },
    "${ephemeral.random_bytes.made.hex}",
  ],
])("%s", (_, generator, block, reference) => {
  // WHEN
  const { ephemeral, output } = synthConstruct((stack) => {
    new TerraformOutput(stack, "value", { value: generatedValue(stack, "made", generator), staticId: true });
  });

  // THEN
  expect(ephemeral).toEqual(block);
  expect(output!["value"]!["value"]).toBe(reference);
});
