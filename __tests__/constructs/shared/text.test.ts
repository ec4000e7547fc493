import { TerraformOutput, TerraformVariable } from "cdktf";
import { text } from "../../../constructs/shared/text";
import { synthConstruct } from "../../support/synth-construct";

test("a number that is known is its digits", () => {
  expect(text(5432)).toBe("5432");
});

test("a number that Terraform will know is made text by Terraform", () => {
  // WHEN
  const { output } = synthConstruct((stack) => {
    const port = new TerraformVariable(stack, "port", { type: "number" }).numberValue;
    new TerraformOutput(stack, "port_text", { value: text(port), staticId: true });
  });

  // THEN
  expect(output!["port_text"]!["value"]).toBe("${tostring(var.port)}");
});
