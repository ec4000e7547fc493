import { difference } from "../../cost/difference";
import { estimate } from "../../cost/estimate";
import { dollars } from "../../cost/money";
import { map } from "../../cost/range";
import { PRICES, subject } from "./subject";

const of = (changes: object) => estimate(subject(changes), PRICES);

test("says by how much each item and the total differ", () => {
  const { items, change } = difference(of({}), of({ redis: { tier: "BASIC" } }));
  const redis = items.find(({ title }) => title === "Memorystore for Redis")!;
  expect(map(redis.change, dollars)).toEqual({ low: -98.55, high: -98.55 });
  expect(change).toEqual(redis.change);
});

test("finds the lines that changed, also when another price applies", () => {
  const { changedLines } = difference(of({}), of({ database: { highAvailability: false } }));
  expect(changedLines.map(({ item, name }) => `${item}: ${name}`)).toEqual([
    "Cloud SQL for PostgreSQL: vCPU",
    "Cloud SQL for PostgreSQL: memory",
    "Cloud SQL for PostgreSQL: disk",
  ]);
});

test("has items and lines that only one of them has", () => {
  const { items, changedLines } = difference(of({}), of({ dns: { managed: true } }));
  expect(items.at(-1)).toMatchObject({ title: "Cloud DNS", before: { low: 0, high: 0 } });
  expect(changedLines.map(({ name, before }) => [name, before])).toEqual([
    ["zone", undefined],
    ["queries", undefined],
  ]);
});

test("is nothing between equals, and opposite the other way round", () => {
  expect(difference(of({}), of({})).changedLines).toEqual([]);
  const [a, b] = [of({}), of({ database: { diskSizeGb: 200 } })];
  expect(map(difference(a, b).change, (value) => -value)).toEqual(difference(b, a).change);
});
