import { TerraformStack } from "cdktf";
import { PROVIDER_VERSIONS, randomProvider } from "../../../constructs/shared/providers";
import { synthApp } from "../../support/synth";
import { synthConstruct } from "../../support/synth-construct";

test("every provider is required at its pinned version, not at that of the bindings", () => {
  // WHEN
  const { terraform } = synthConstruct(() => undefined);

  // THEN
  const required = terraform["required_providers"] as Record<string, { version: string }>;
  const versions = Object.entries(required).map(([name, { version }]) => [name, version]);
  expect(Object.fromEntries(versions)).toEqual(PROVIDER_VERSIONS);
});

test("a stack requires no provider that it does not have", () => {
  // WHEN
  const { stacks } = synthApp((app) => randomProvider(new TerraformStack(app, "stack")));

  // THEN
  expect(Object.keys(stacks["stack"]!.terraform["required_providers"] as object)).toEqual(["random"]);
});
