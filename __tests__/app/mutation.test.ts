import { Aspects, TerraformResource } from "cdktf";
import { PolicyAspect } from "../../constructs/aspects/policy-aspect";
import { POLICIES } from "../../policies/policies";
import { PolicyError, review, type Stance, violations } from "../../policies/review";
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

test("every policy's sentence for its bad example is as it was when it was last looked at", () => {
  // GIVEN
  const firstOfEach = CASES.filter(
    ({ policy }, index) => CASES.findIndex((other) => other.policy === policy) === index,
  );

  // WHEN
  const sentences = firstOfEach.flatMap(({ policy: { id }, type }) => {
    const resource = sample(type);
    MUTATIONS[id]!(resource);
    return review([{ type, address: `${type}.subject`, resource }], STRICT).sentences.filter((each) =>
      each.startsWith(`${id}: `),
    );
  });

  // THEN
  expect(sentences).toHaveLength(POLICIES.length);
  expect(`\n${sentences.join("\n")}\n`).toMatchSnapshot();
});

test.each([
  ["kubernetes_secret_v1", "data", "flowmaestro.kubernetesSecretNotInState"],
  ["kubernetes_secret_v1", "binary_data", "flowmaestro.kubernetesSecretNotInState"],
  ["helm_release", "set", "flowmaestro.releaseHoldsNoSecret"],
  ["helm_release", "set_sensitive", "flowmaestro.releaseHoldsNoSecret"],
  ["helm_release", "set_wo", "flowmaestro.releaseHoldsNoSecret"],
])("%s: what stands in %s alone is noticed, and not told", (type, argument, policy) => {
  // GIVEN
  const resource = { ...sample(type), [argument]: { password: "hunter2" } };

  // THEN
  const [sentence, ...others] = review([{ type, address: `${type}.subject`, resource }], STRICT).sentences;
  expect(others).toEqual([]);
  expect(sentence).toMatch(new RegExp(`^${escaped(policy)}: .* got a value, which may be a secret, for `));
  expect(sentence).not.toContain("hunter2");
});

test("a firewall rule without a source lets everybody in", () => {
  const { source_ranges: _, ...rule } = sample("google_compute_firewall");

  expect(broken("google_compute_firewall", rule, STRICT)).toEqual(["custom.firewallRestrictPublicAccessRule"]);
});

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

describe("the app", () => {
  test.each([
    ["network", "google_compute_network.network", "auto_create_subnetworks", true],
    ["data", "google_storage_bucket.bucket_uploads", "force_destroy", true],
    ["cluster", "google_container_cluster.cluster", "private_cluster_config.enable_private_nodes", false],
    ["workloads", "kubernetes_secret_v1.secrets_app_secrets", "data", { "jwt-secret": "x" }],
    ["observability", "google_logging_project_bucket_config.application_logs", "retention_days", 7],
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
