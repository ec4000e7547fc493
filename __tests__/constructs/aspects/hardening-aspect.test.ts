import { StorageBucket } from "@cdktf/provider-google/lib/storage-bucket";
import { ComputeRouter } from "@cdktf/provider-google/lib/compute-router";
import { Aspects } from "cdktf";
import { Construct } from "constructs";
import { HardeningAspect } from "../../../constructs/aspects/hardening-aspect";
import { synthConstruct } from "../../support/synth-construct";

const HARD = {
  name: "acme-uploads",
  location: "US-CENTRAL1",
  uniformBucketLevelAccess: true,
  publicAccessPrevention: "enforced",
  forceDestroy: false,
  softDeletePolicy: { retentionDurationSeconds: 604800 },
  lifecycle: { preventDestroy: true },
};

function synthesize(change: Partial<typeof HARD>, relaxed = false): () => void {
  return () =>
    synthConstruct((stack) => {
      Aspects.of(stack).add(new HardeningAspect({ relaxed }));
      new StorageBucket(new Construct(stack, "uploads"), "Default", { ...HARD, ...change });
    });
}

test("a resource that is hardened is synthesized", () => {
  expect(synthesize({})).not.toThrow();
});

test("refuses a resource that is not, with its construct, its address and every reason", () => {
  // GIVEN
  const soft = synthesize({ publicAccessPrevention: "inherited", forceDestroy: true });

  // THEN
  expect(soft).toThrow("[stack/uploads/Default] google_storage_bucket.uploads must never be public.");
  expect(soft).toThrow("google_storage_bucket.uploads must refuse to be deleted with objects in it.");
});

test("refuses what an override takes away again", () => {
  expect(() =>
    synthConstruct((stack) => {
      Aspects.of(stack).add(new HardeningAspect({ relaxed: false }));
      new StorageBucket(stack, "uploads", HARD).addOverride("public_access_prevention", undefined);
    }),
  ).toThrow("must never be public.");
});

test("lets go of what deletion protection is about where it is off, and of nothing else", () => {
  expect(synthesize({ lifecycle: { preventDestroy: false } }, true)).not.toThrow();
  expect(synthesize({ publicAccessPrevention: "inherited" }, true)).toThrow("must never be public.");
});

test("has no opinion of types that it does not know", () => {
  expect(() =>
    synthConstruct((stack) => {
      Aspects.of(stack).add(new HardeningAspect({ relaxed: false }));
      new ComputeRouter(stack, "router", { name: "router", network: "default" });
    }),
  ).not.toThrow();
});
