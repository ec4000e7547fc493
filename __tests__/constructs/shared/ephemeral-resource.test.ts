import { TerraformVariable } from "cdktf";
import { Construct } from "constructs";
import { EphemeralResource } from "../../../constructs/shared/ephemeral-resource";
import { synthConstruct } from "../../support/synth-construct";

test("an ephemeral resource is a block of its own, in which tokens are expressions", () => {
  // WHEN
  const { ephemeral } = synthConstruct((stack) => {
    const length = new TerraformVariable(stack, "length", { type: "number" });
    new EphemeralResource(stack, "password", "random_password", { length: length.numberValue, special: false });
  });

  // THEN
  expect(ephemeral).toEqual({ random_password: { password: { length: "${var.length}", special: false } } });
});

test("two of a type are two blocks", () => {
  // WHEN
  const { ephemeral } = synthConstruct((stack) => {
    new EphemeralResource(stack, "one", "random_bytes", { length: 32 });
    new EphemeralResource(stack, "two", "random_bytes", { length: 64 });
  });

  // THEN
  expect(ephemeral).toEqual({ random_bytes: { one: { length: 32 }, two: { length: 64 } } });
});

test("an attribute is a reference to the block, wherever its construct is", () => {
  // WHEN
  const { ephemeral } = synthConstruct((stack) => {
    const caller = new EphemeralResource(new Construct(stack, "access"), "caller", "google_client_config", {});
    new EphemeralResource(stack, "reader", "random_password", { length: caller.attribute("access_token") });
  });

  // THEN
  const [id] = Object.keys(ephemeral!["google_client_config"]!);
  expect(ephemeral!["random_password"]!["reader"]).toEqual({
    length: `\${ephemeral.google_client_config.${id}.access_token}`,
  });
});
