import { readFileSync } from "node:fs";
import { join } from "node:path";
import { keptSeries, TEMPORAL_COUNTERS, TEMPORAL_TIMERS } from "../../../constructs/workloads/temporal-metrics";
import { SCHEMAS_FOLDER } from "../../support/provider-schemas";

/** Type by name, as the real server said it. */
const RECORDED = new Map(
  readFileSync(join(SCHEMAS_FOLDER, "temporal-metrics-1.31.2.txt"), "utf8")
    .split("\n")
    .filter((line) => line && !line.startsWith("#"))
    .map((line) => line.split(" ") as [string, string]),
);

test.each(TEMPORAL_COUNTERS)("%s is a counter of the real server", (name) => {
  expect(RECORDED.get(name)).toBe("counter");
});

test.each(TEMPORAL_TIMERS)("%s is a histogram of the real server", (name) => {
  expect(RECORDED.get(name)).toBe("histogram");
});

test("of what the server tells, only this is kept, less than a tenth", () => {
  // GIVEN
  const kept = new RegExp(`^(?:${keptSeries()})$`);
  const series = (name: string) => (RECORDED.get(name) === "histogram" ? `${name}_bucket` : name);

  // WHEN
  const names = [...RECORDED.keys()].filter((name) => kept.test(series(name)));

  // THEN
  expect(names.sort()).toEqual([...TEMPORAL_COUNTERS, ...TEMPORAL_TIMERS].sort());
  expect(names.length / RECORDED.size).toBeLessThan(0.1);
});
