import { TerraformOutput } from "cdktf";
import { ImageTag, type ImageTagProps } from "../../../constructs/workloads/image-tag";
import { synthConstruct } from "../../support/synth-construct";

interface Variable {
  readonly type: string;
  readonly nullable: boolean;
  readonly validation: readonly { readonly condition: string; readonly error_message: string }[];
}

const synthesized = (props: ImageTagProps = {}) =>
  synthConstruct((stack) => {
    new TerraformOutput(stack, "tag", { value: new ImageTag(stack, "image_tag", props).value, staticId: true });
  });
const variable = (props: ImageTagProps = {}) => synthesized(props).variable!["image_tag"] as unknown as Variable;

test("the tag is a variable that must be given", () => {
  expect(variable()).toMatchObject({ type: "string", nullable: false });
  expect(variable()).not.toHaveProperty("default");
  expect(synthesized().output!["tag"]!["value"]).toBe("${var.image_tag}");
});

test("the environment may know one", () => {
  expect(variable({ defaultTag: "4f2c9d1" })).toMatchObject({ default: "4f2c9d1" });
});

test("Terraform refuses what is no tag, and `latest`", () => {
  // GIVEN
  const [{ condition, error_message: message } = { condition: "", error_message: "" }] = variable().validation;

  // THEN
  const pattern = new RegExp(/regex\("([^"]+)"/.exec(condition)![1]!);
  expect(["4f2c9d1", "v1.2.3", "_x"].filter((tag) => !pattern.test(tag))).toEqual([]);
  expect(["", ".x", "a b", "a/b", "a:b", "x".repeat(129)].filter((tag) => pattern.test(tag))).toEqual([]);
  expect(condition).toContain('var.image_tag != "latest"');
  expect(message).toMatch(/image_tag .* latest/);
});
