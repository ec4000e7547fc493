import { ELSEWHERE } from "../../policies/elsewhere";
import { POLICIES, policiesCalled } from "../../policies/policies";
import { matches } from "../../policies/policy";
import { review } from "../../policies/review";
import { sourceOf } from "../../policies/sources";
import { loadEnvironment } from "../../config/load";
import { addressedBlocks } from "../support/blocks";
import { CLOUD, ENVIRONMENTS } from "../support/variants";

const IDENTIFIERS = POLICIES.flatMap(({ id, alike = [] }) => [id, ...alike]);

test("no two policies have one id", () => {
  expect(new Set(POLICIES.map(({ id }) => id)).size).toBe(POLICIES.length);
});

test("every identifier that is not ours says where it is from", () => {
  const own = IDENTIFIERS.filter((identifier) => sourceOf(identifier) === undefined);

  expect(own.filter((identifier) => !identifier.startsWith("flowmaestro."))).toEqual([]);
  expect(own.length).toBeLessThan(IDENTIFIERS.length / 2);
});

test("what is said to be no policy is none", () => {
  const claimed = ELSEWHERE.flatMap(({ identifiers }) => identifiers);

  expect(IDENTIFIERS.filter((identifier) => claimed.some((pattern) => matches(pattern, identifier)))).toEqual([]);
  expect(claimed.flatMap(policiesCalled)).toEqual([]);
});

const GKE: Readonly<Record<string, number>> = {
  ...{ "4.1": 10, "4.2": 1, "4.3": 2, "4.4": 2, "4.5": 1, "4.6": 4, "5.1": 4, "5.2": 2, "5.3": 1, "5.4": 1, "5.5": 7 },
  ...{ "5.6": 7, "5.7": 2, "5.8": 3, "5.9": 2, "5.10": 5 },
};

test("every recommendation of the CIS GKE Benchmark's parts 4 and 5 is a policy, or said to be none", () => {
  // GIVEN
  const numbers = Object.entries(GKE).flatMap(([part, count]) =>
    Array.from({ length: count }, (_, index) => `CIS-GKE-${part}.${index + 1}`),
  );
  const known = [...IDENTIFIERS, ...ELSEWHERE.flatMap(({ identifiers }) => identifiers)];

  // THEN
  expect(numbers.filter((number) => !known.some((pattern) => matches(pattern, number)))).toEqual([]);
});

test.each(ENVIRONMENTS)("%s: every exception is of a resource that there is, and all else holds", (name) => {
  // GIVEN
  const { deletionProtection, exceptions } = loadEnvironment(name);
  const blocks = Object.values(CLOUD[name]!().stacks).flatMap(addressedBlocks);
  const subjects = blocks
    .filter(({ kind }) => kind === "resource")
    .map(({ type, address, block }) => ({ type, address, resource: block }));

  // WHEN
  const { held, excepted, sentences } = review(subjects, {
    environment: name,
    relaxed: !deletionProtection.enabled,
    exceptions,
  });

  // THEN
  expect(sentences).toEqual([]);
  expect(new Set(excepted.map(({ policy }) => policy.id))).toEqual(new Set(Object.keys(exceptions)));
  expect(held).toBeGreaterThan(200);
  process.stderr.write(`${name}: policies held ${held} times, ${excepted.length} excepted for a reason\n`);
});
