import { TerraformOutput } from "cdktf";
import { ServiceImageTags } from "../../../constructs/workloads/service-image-tags";
import { synthConstruct } from "../../support/synth-construct";

const synthesized = () =>
  synthConstruct((stack) => {
    const tags = new ServiceImageTags(stack, "image_tags", { services: ["api", "web"], otherwise: "4f2c9d1" });
    new TerraformOutput(stack, "tag", { value: tags.of("api"), staticId: true });
  });

test("a service has the tag that the variable gives it, or else the one of all", () => {
  expect(synthesized().output!["tag"]!["value"]).toBe('${lookup(var.image_tags, "api", "4f2c9d1")}');
});

test("without a value no service has a tag of its own", () => {
  expect(synthesized().variable!["image_tags"]).toMatchObject({ type: "map(string)", default: {}, nullable: false });
});

test("Terraform refuses a service that there is not, and what names no build", () => {
  const { validation } = synthesized().variable!["image_tags"] as unknown as {
    readonly validation: readonly { readonly condition: string; readonly error_message: string }[];
  };

  expect(validation.map(({ condition }) => condition)).toEqual([
    '${alltrue([for service in keys(var.image_tags) : contains(["api", "web"], service)])}',
    expect.stringMatching(/regex.*tag != "latest"/),
  ]);
  expect(validation[0]!.error_message).toContain("the services are api, web.");
});
