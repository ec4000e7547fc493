import { Id } from "@cdktf/provider-random/lib/id";
import { Construct } from "constructs";
import { pinLogicalId } from "../../../constructs/shared/pin-logical-id";
import { synthConstruct } from "../../support/synth-construct";

const idsOf = (build: (scope: Construct) => void, ...wrappers: readonly string[]) => {
  const { resource } = synthConstruct((stack) => {
    build(wrappers.reduce<Construct>((scope, wrapper) => new Construct(scope, wrapper), stack));
  });
  return Object.keys(resource!["random_id"]!);
};

const suffix = (scope: Construct) => new Id(scope, "suffix", { byteLength: 4 });

test("a pinned resource keeps its address when its construct is wrapped", () => {
  const pinned = (scope: Construct) => pinLogicalId(suffix(scope), "postgres_suffix", "part of a name");

  expect(idsOf(pinned)).toEqual(["postgres_suffix"]);
  expect(idsOf(pinned, "data", "postgres")).toEqual(["postgres_suffix"]);
});

test("another one does not, which is why there are pins", () => {
  expect(idsOf(suffix, "data", "postgres")).not.toEqual(idsOf(suffix));
});

test("pinning reads inline: it returns the resource", () => {
  synthConstruct((stack) => {
    const resource = suffix(stack);

    expect(pinLogicalId(resource, "postgres_suffix", "part of a name")).toBe(resource);
  });
});

test("refuses a pin that says no reason", () => {
  expect(() => idsOf((scope) => pinLogicalId(suffix(scope), "postgres_suffix", ""))).toThrow(
    "stack/suffix: a pinned logical id needs a reason.",
  );
});
