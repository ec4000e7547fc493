import { FixedForever } from "../../../constructs/shared/fixed-forever";
import { resourceOf } from "../../support/blocks";
import { synthConstruct } from "../../support/synth-construct";

const fixed = (protect: boolean, value: unknown = 512) =>
  synthConstruct((stack) => new FixedForever(stack, "shards", { value, instead: "set_it_back", protect }));

test("a value that changes asks for a replacement, which Terraform refuses", () => {
  expect(resourceOf(fixed(true), "terraform_data")).toEqual({
    triggers_replace: 512,
    lifecycle: { prevent_destroy: true },
  });
});

test("it is let through where nothing is protected", () => {
  expect(resourceOf(fixed(false), "terraform_data")).toMatchObject({ lifecycle: { prevent_destroy: false } });
});

test("the refusal names an address that says what to do instead", () => {
  expect(Object.keys(fixed(true).resource!["terraform_data"]!)).toEqual([
    expect.stringContaining("shards_set_it_back"),
  ]);
});

test.each([[["a.example.com", "b.example.com"]], [{ zone: "b" }], ["text"]])("%j is held as it is", (value) => {
  expect(resourceOf(fixed(true, value), "terraform_data")["triggers_replace"]).toEqual(value);
});
