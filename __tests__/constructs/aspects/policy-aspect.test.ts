import { SqlUser } from "@cdktf/provider-google/lib/sql-user";
import { StorageBucket } from "@cdktf/provider-google/lib/storage-bucket";
import { ComputeRouter } from "@cdktf/provider-google/lib/compute-router";
import { Aspects, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { PolicyAspect } from "../../../constructs/aspects/policy-aspect";
import type { Stance } from "../../../policies/review";
import { googleProvider } from "../../../constructs/shared/providers";
import { synthApp } from "../../support/synth";
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
const STRICT: Stance = { environment: "staging", relaxed: false, exceptions: {} };

function synthesize(change: Partial<typeof HARD>, stance: Partial<Stance> = {}): () => void {
  return () =>
    synthConstruct((stack) => {
      Aspects.of(stack).add(new PolicyAspect({ ...STRICT, ...stance }));
      new StorageBucket(new Construct(stack, "uploads"), "Default", { ...HARD, ...change });
    });
}

test("a resource that is hardened is synthesized", () => {
  expect(synthesize({})).not.toThrow();
});

test("refuses a resource that is not, with every reason at once", () => {
  expect(synthesize({ publicAccessPrevention: "inherited", forceDestroy: true })).toThrow(
    "storage.publicAccessPrevention: google_storage_bucket.uploads must never be public: " +
      'got "inherited" for public_access_prevention, expected "enforced"; ' +
      "set it so in the code, or give a reason under exceptions in staging.yaml.\n" +
      "flowmaestro.bucketKeepsObjects: google_storage_bucket.uploads must refuse to be deleted with objects in it: " +
      "got true for force_destroy, expected false; " +
      "set it so in the code, or give a reason under exceptions in staging.yaml.",
  );
});

test("tells what several stacks break at once, whichever is synthesized first", () => {
  const build = () =>
    synthApp((app) => {
      for (const id of ["first", "second"]) {
        const stack = new TerraformStack(app, id);
        Aspects.of(stack).add(new PolicyAspect(STRICT));
        googleProvider(stack, {});
        new StorageBucket(stack, id, { ...HARD, forceDestroy: true });
      }
    });

  expect(build).toThrow(/google_storage_bucket\.first must [^]*\n[^]*google_storage_bucket\.second must /);
});

test("lets an environment except a resource for a reason, and only that one", () => {
  const exceptions = {
    "flowmaestro.bucketKeepsObjects": { resources: ["google_storage_bucket.up*"], reason: "Tried." },
  };

  expect(synthesize({ forceDestroy: true }, { exceptions })).not.toThrow();
  expect(synthesize({ forceDestroy: true, publicAccessPrevention: "inherited" }, { exceptions })).toThrow(
    /^storage\.publicAccessPrevention: [^\n]*$/,
  );
});

test("repeats no value that may be a secret", () => {
  expect(() =>
    synthConstruct((stack) => {
      Aspects.of(stack).add(new PolicyAspect(STRICT));
      new SqlUser(stack, "app", { name: "app", instance: "db", password: "hunter2", deletionPolicy: "ABANDON" });
    }),
  ).toThrow(/^flowmaestro\.userPasswordNotInState: .* got a value, which may be a secret, for password, /);
});

test("refuses an exception that nothing needs", () => {
  const of = (policy: string, resources?: readonly string[]) => ({
    exceptions: { [policy]: { resources, reason: "It was so once." } },
  });

  expect(synthesize({}, of("flowmaestro.bucketKeepsObjects"))).toThrow(
    "staging.yaml: exceptions.flowmaestro.bucketKeepsObjects: got an exception, expected nothing, as the policy holds; " +
      "remove it, with null where it is inherited.",
  );
  expect(
    synthesize({ forceDestroy: true }, of("flowmaestro.bucketKeepsObjects", ["*.uploads", "*.artifacts"])),
  ).toThrow(
    'staging.yaml: exceptions.flowmaestro.bucketKeepsObjects: got the resource "*.artifacts", ' +
      "expected one of google_storage_bucket.uploads; remove it, with null where it is inherited.",
  );
});

test("refuses what an override takes away again", () => {
  expect(() =>
    synthConstruct((stack) => {
      Aspects.of(stack).add(new PolicyAspect(STRICT));
      new StorageBucket(stack, "uploads", HARD).addOverride("public_access_prevention", undefined);
    }),
  ).toThrow("must never be public: got ");
});

test("lets go of what deletion protection is about where it is off, and of nothing else", () => {
  expect(synthesize({ lifecycle: { preventDestroy: false } }, { relaxed: true })).not.toThrow();
  expect(synthesize({ publicAccessPrevention: "inherited" }, { relaxed: true })).toThrow("must never be public: got ");
});

test("has no opinion of types that it does not know", () => {
  expect(() =>
    synthConstruct((stack) => {
      Aspects.of(stack).add(new PolicyAspect(STRICT));
      new ComputeRouter(stack, "router", { name: "router", network: "default" });
    }),
  ).not.toThrow();
});
