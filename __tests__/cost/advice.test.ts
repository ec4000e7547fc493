import { loadEnvironment } from "../../config/load";
import { savings } from "../../cost/advice";
import { dollars } from "../../cost/money";
import { map, sum } from "../../cost/range";
import type { Subject } from "../../cost/subject";
import { PRICES, PRODUCTION, subject, USAGE } from "./subject";

const all = savings(subject(), PRICES);
const staging: Subject = { environment: loadEnvironment("staging"), usage: USAGE };
const named = (id: string, of = all) => of.find((each) => each.id === id);
const usd = (id: string) => map(named(id)!.amount, dollars);

test("says what each tip of the guide saves", () => {
  expect(all.filter(({ fromTheGuide }) => fromTheGuide).map(({ id }) => id)).toEqual([
    "single-replicas",
    "database-without-standby",
    "database-small",
    "redis-basic",
  ]);
});

test("no high availability saves what the guide says, 200 to 300 dollars", () => {
  const { low, high } = map(sum([named("database-without-standby")!.amount, named("redis-basic")!.amount]), dollars);
  expect(low).toBeGreaterThanOrEqual(200);
  expect(high).toBeLessThanOrEqual(300);
});

test.each([
  // half of 120.596 + 76.65 + 34 to 68
  ["database-without-standby", { low: 115.62, high: 132.62 }],
  // 5 × 730 × (0.054 - 0.027)
  ["redis-basic", { low: 98.55, high: 98.55 }],
  // half the disk, 50 to 100 GB × 0.34, and half its backups
  ["smaller-disk", { low: 17.45, high: 40.6 }],
  ["fewer-rule-sets", { low: 5, high: 5 }],
  // 4 × 262,800 - 1,000,000 = 51,200 executions above what is free × 0.30 per 1,000
  ["slower-uptime-checks", { low: 15.36, high: 15.36 }],
])("%s saves what was paid for it", (id, expected) => {
  expect(usd(id)).toEqual(expected);
});

test("a saving follows the configuration: a smaller Redis saves less", () => {
  const small = savings(subject({ redis: { memorySizeGb: 1 } }), PRICES);
  // 730 × (0.064 - 0.049)
  expect(dollars(named("redis-basic", small)!.amount.low)).toBe(10.95);
});

test("does not advise what is so already", () => {
  const ids = savings(staging, PRICES).map(({ id }) => id);
  expect(ids).not.toEqual(expect.arrayContaining(["redis-basic"]));
  expect(ids).not.toEqual(expect.arrayContaining(["database-without-standby"]));
  expect(ids).not.toEqual(expect.arrayContaining(["database-small"]));
  expect(ids).not.toEqual(expect.arrayContaining(["single-replicas"]));
});

test("says what the configuration's own checks have against a change", () => {
  expect(named("database-small")!.refusedBy).toEqual([
    "database.tier: use db-custom-2-7680 or a larger one, or lower database.poolSize (5), " +
      "temporal.pools.default (8) or temporal.pools.visibility (4)",
  ]);
  expect(named("database-middle")!.refusedBy).toEqual([]);
});

test("says what this project cannot do yet", () => {
  expect(all.filter(({ needs }) => needs).map(({ id }) => id)).toEqual([
    "spot-workers",
    "shared-registry",
    "slower-uptime-checks",
    "request-logs",
  ]);
});

test("Spot pods are for services without a host", () => {
  // GIVEN no service without one
  const services = { "temporal-worker": null };
  expect(named("spot-workers", savings(subject({ services }), PRICES))).toBeUndefined();
});

test("shows the largest first, and leaves the environment as it was", () => {
  const middles = all.map(({ amount }) => amount.low + amount.high);
  expect(middles).toEqual([...middles].sort((a, b) => b - a));
  expect(loadEnvironment("production")).toEqual(PRODUCTION);
});
