import { Aspects, TerraformResource } from "cdktf";
import { PolicyAspect } from "../../constructs/aspects/policy-aspect";
import { POLICIES } from "../../policies/policies";
import { PolicyError, type Stance, violations } from "../../policies/review";
import { MUTATIONS } from "../support/policy-mutations";
import { CASES, isForbidden, sample, TYPES } from "../support/policy-samples";
import type { Block } from "../support/synth";
import { builtApp } from "../support/synth-app";
import { synthConstruct } from "../support/synth-construct";

const STRICT: Stance = { environment: "production", relaxed: false, exceptions: {} };
const RELAXED: Stance = { ...STRICT, relaxed: true };

/** Policies that cannot be broken alone: whoever opens the endpoint to everybody has opened it. */
const WITH_IT: Readonly<Record<string, readonly string[]>> = {
  "custom.gkeRequireMasterAuthorizedNetworks": ["custom.gkeRequirePrivateEndpoint"],
};

const broken = (type: string, resource: Block, stance: Stance): readonly string[] =>
  violations({ type, address: `${type}.subject`, resource }, stance).map(({ policy }) => policy.id);

function synthesize(type: string, resource: Block, stance = STRICT): () => void {
  return () =>
    synthConstruct((stack) => {
      Aspects.of(stack).add(new PolicyAspect(stance));
      const subject = new TerraformResource(stack, "subject", { terraformResourceType: type });
      for (const [argument, value] of Object.entries(resource)) subject.addOverride(argument, value);
    });
}

test("every policy has a mutation, and every mutation a policy", () => {
  expect(Object.keys(MUTATIONS).sort()).toEqual(POLICIES.map(({ id }) => id).sort());
});

afterAll(() => {
  process.stderr.write(
    `${POLICIES.length} policies, ${CASES.length} mutations of ${TYPES.length} types of resources\n`,
  );
});

test.each(TYPES.filter((type) => !isForbidden(type)))("%s can obey", (type) => {
  expect(broken(type, sample(type), STRICT)).toEqual([]);
  expect(synthesize(type, sample(type))).not.toThrow();
});

describe.each(CASES.map(({ policy, type }) => ({ policy, type, id: policy.id, must: policy.must })))(
  "$id: $type must $must",
  ({ policy: { id, must, relaxable = false }, type }) => {
    const mutated = sample(type);
    MUTATIONS[id]?.(mutated);
    const expected = [id, ...(WITH_IT[id] ?? [])].sort();

    test("is noticed, it alone, when it is turned off", () => {
      expect([...broken(type, mutated, STRICT)].sort()).toEqual(expected);
    });

    test("stops the synthesis with the policy, the address, what is there and what should be", () => {
      expect(synthesize(type, mutated)).toThrow(PolicyError);
      expect(synthesize(type, mutated)).toThrow(
        new RegExp(`^${escaped(`${id}: ${type}.subject must ${must}: got `)}.+ for .+, expected .+; .+\\.$`, "m"),
      );
    });

    test("may be off for a reason", () => {
      const exceptions = Object.fromEntries(expected.map((each) => [each, { reason: "Because of the test." }]));

      expect(synthesize(type, mutated, { ...STRICT, exceptions })).not.toThrow();
    });

    test(relaxable ? "may be off where deletion protection is" : "holds even where deletion protection is off", () => {
      expect([...broken(type, mutated, RELAXED)].sort()).toEqual(relaxable ? [] : expected);
    });
  },
);

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

describe("the app", () => {
  test.each([
    ["network", "google_compute_network.network", "auto_create_subnetworks", true],
    ["data", "google_storage_bucket.bucket_uploads", "force_destroy", true],
    ["cluster", "google_container_cluster.cluster", "private_cluster_config.enable_private_nodes", false],
    ["workloads", "kubernetes_secret_v1.secrets_app_secrets", "data", { "jwt-secret": "x" }],
  ])("refuses that somebody weakens %s: %s", (stack, address, argument, value) => {
    // GIVEN
    const app = builtApp("production");
    const resources = app.node.findAll().filter((node) => TerraformResource.isTerraformResource(node));
    const weakened = resources.find(
      (resource) => `${resource.terraformResourceType}.${resource.friendlyUniqueId}` === address,
    )!;

    // WHEN
    weakened.addOverride(argument, value);

    // THEN
    expect(weakened.cdktfStack.node.id).toBe(stack);
    expect(() => app.synth()).toThrow(`${address} must `);
  });
});
