import { ADVICE } from "../../cost/advised-changes";
import { estimate } from "../../cost/estimate";
import { ITEMS } from "../../cost/items";
import { SKU_IDS, type SkuId } from "../../cost/sku-ids";
import type { Subject } from "../../cost/subject";
import { loadEnvironment } from "../../config/load";
import { PLUS, PRICES, subject, USAGE } from "./subject";

/** Every way to have PostgreSQL and Redis, and every option that adds an item. */
const SUBJECTS: readonly Subject[] = [
  subject({ dns: { managed: true } }),
  { ...subject(), spotServices: ["temporal-worker"] },
  ...[true, false].flatMap((highAvailability) => [
    subject({ database: { highAvailability } }),
    subject({ database: { ...PLUS.database, highAvailability } }),
    ...["db-f1-micro", "db-g1-small"].map((tier) => subject({ database: { tier, highAvailability } })),
  ]),
  ...["BASIC", "STANDARD_HA"].flatMap((tier) =>
    [1, 5, 11, 36, 101].map((memorySizeGb) => subject({ redis: { tier, memorySizeGb } })),
  ),
  { environment: loadEnvironment("staging"), usage: USAGE },
];

const lines = SUBJECTS.flatMap((each) => estimate(each, PRICES).items.flatMap((item) => item.lines));

test("every price of the table is used", () => {
  const used = new Set<SkuId>(lines.map(({ sku }) => sku));
  expect(SKU_IDS.filter((id) => !used.has(id))).toEqual([]);
});

test("every line cites a price, a unit and an assumption", () => {
  for (const { sku, unit, assumption, quantity } of lines) {
    expect(SKU_IDS).toContain(sku);
    expect(unit).toBe(PRICES.skus[sku].unit);
    expect(assumption).not.toMatch(/undefined|NaN|Infinity|^$/);
    expect(Number.isFinite(quantity.low) && Number.isFinite(quantity.high)).toBe(true);
  }
});

test("no line costs more in a quiet month than in a busy one, or less than nothing", () => {
  for (const { amount, quantity } of lines) {
    expect(quantity.high).toBeGreaterThanOrEqual(quantity.low);
    expect(amount.high).toBeGreaterThanOrEqual(amount.low);
    expect(amount.low).toBeGreaterThanOrEqual(0);
  }
});

test("the total is the sum of the lines, to the billionth of a dollar", () => {
  const { items, total } = estimate(subject(), PRICES);
  const all = items.flatMap((item) => item.lines);
  expect(all.reduce((sum, { amount }) => sum + amount.low, 0)).toBe(total.low);
  expect(all.reduce((sum, { amount }) => sum + amount.high, 0)).toBe(total.high);
});

test("items have ids of their own, and those of a group stand together", () => {
  expect(new Set(ITEMS.map(({ id }) => id)).size).toBe(ITEMS.length);
  const groups = ITEMS.map(({ group }) => group);
  const changes = groups.filter((group, index) => group !== groups[index - 1]);
  expect(new Set(changes).size).toBe(changes.length);
});

/** Settings of which more is never cheaper. */
const GROWING: Readonly<Record<string, (step: number) => object>> = {
  "replicas of the API": (step) => ({ services: { "api-server": { replicas: step } } }),
  "maximum of the worker's autoscaler": (step) => ({
    services: { "temporal-worker": { autoscaling: { maxReplicas: 2 + step } } },
  }),
  "requests of the API": (step) => ({
    services: { "api-server": { resources: { requests: { cpu: `${step * 100}m`, memory: `${step * 128}Mi` } } } },
  }),
  "history pods of Temporal": (step) => ({ temporal: { replicas: { history: step } } }),
  "vCPU of the database": (step) => ({ database: { tier: `db-custom-${2 * step}-${7680 * step}` } }),
  "disk of the database": (step) => ({ database: { diskSizeGb: 10 * step } }),
  "backups of the database": (step) => ({ database: { backups: { retained: 7 * step } } }),
  "memory of Redis within a capacity tier": (step) => ({ redis: { memorySizeGb: 10 + 2 * step } }),
  "addresses of the NAT": (step) => ({ network: { nat: { staticAddresses: step } } }),
  "sampling of flow logs": (step) => ({ network: { flowLogs: { sampling: step / 10 } } }),
  "versions kept of a bucket's objects": (step) => ({ buckets: { uploads: { keepVersions: step } } }),
  "days that a bucket keeps objects": (step) => ({ buckets: { artifacts: { deleteAfterDays: 30 * step } } }),
  "versions kept of an image": (step) => ({ registry: { keepVersions: 20 * step } }),
  "integrations' secrets": (step) => ({
    integrationSecrets: Array.from({ length: step }, (_, index) => `SECRET_${index}`),
  }),
};

test.each(Object.entries(GROWING))("more %s never costs less, and at the end costs more", (_, settings) => {
  const totals = Array.from({ length: 10 }, (__, index) => estimate(subject(settings(index + 1)), PRICES).total);
  totals.slice(1).forEach((total, index) => {
    expect(total.low).toBeGreaterThanOrEqual(totals[index]!.low);
    expect(total.high).toBeGreaterThanOrEqual(totals[index]!.high);
  });
  expect(totals.at(-1)!.high).toBeGreaterThan(totals[0]!.high);
});

test("every assumption on use changes the bill", () => {
  // GIVEN one assumption is a hundred times as much; an environment with a zone uses all of them
  const base = subject({ dns: { managed: true }, database: { diskSizeLimitGb: 60_000 } });
  const { total } = estimate(base, PRICES);
  const idle = Object.entries(base.usage).filter(([name, { high, why }]) => {
    const usage = { ...base.usage, [name]: { low: high * 100, high: high * 100, why } };
    return estimate({ ...base, usage }, PRICES).total.high <= total.high;
  });
  // THEN
  expect(idle.map(([name]) => name)).toEqual([]);
});

test("advice has ids of its own and a risk in a sentence", () => {
  expect(new Set(ADVICE.map(({ id }) => id)).size).toBe(ADVICE.length);
  for (const { risk } of ADVICE) expect(risk).toMatch(/^[A-Z].+\.$/);
});
