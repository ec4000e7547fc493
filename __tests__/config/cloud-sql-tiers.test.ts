import { connectionLimit, smallestTierFor } from "../../config/cloud-sql-tiers";

test.each([
  ["db-f1-micro", 25],
  ["db-g1-small", 50],
  ["db-custom-1-3840", 100],
  ["db-custom-1-5888", 100],
  ["db-custom-1-6144", 200],
  ["db-custom-2-7424", 200],
  ["db-custom-2-7680", 400],
  ["db-custom-4-15360", 500],
  ["db-custom-8-30720", 600],
  ["db-custom-16-61440", 800],
  ["db-custom-32-122880", 1000],
  ["db-perf-optimized-N-2", 500],
  ["db-perf-optimized-N-16", 1000],
])("%s bears %i connections", (tier, limit) => {
  expect(connectionLimit(tier)).toBe(limit);
});

test("a tier that does not exist bears nothing that is known", () => {
  expect(connectionLimit("db-n1-standard-1")).toBeUndefined();
});

test.each([
  [25, "ENTERPRISE", "db-f1-micro"],
  [101, "ENTERPRISE", "db-custom-1-6144"],
  [400, "ENTERPRISE", "db-custom-2-7680"],
  [401, "ENTERPRISE", "db-custom-4-15360"],
  [1001, "ENTERPRISE", undefined],
  [100, "ENTERPRISE_PLUS", "db-perf-optimized-N-2"],
  [501, "ENTERPRISE_PLUS", "db-perf-optimized-N-4"],
] as const)("the smallest tier for %i connections in the edition %s is %s", (connections, edition, tier) => {
  expect(smallestTierFor(connections, edition)).toBe(tier);
});
