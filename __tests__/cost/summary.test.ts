import { estimate } from "../../cost/estimate";
import { summary } from "../../cost/render/summary";
import { PRICES, subject } from "./subject";

test("is an estimate as a flat list, in dollars, each line with what it stands on", () => {
  // GIVEN
  const { items, lowUsd, highUsd } = summary(estimate(subject(), PRICES), PRICES);
  // THEN
  expect(items.find(({ group }) => group === "Memorystore for Redis")).toEqual({
    group: "Memorystore for Redis",
    name: "memory",
    lowUsd: 197.1,
    highUsd: 197.1,
    basis:
      "3,650 × 0.054 per GiB-hour: STANDARD_HA, capacity tier M2: 5 GiB × 730 hours " +
      "(https://cloud.google.com/memorystore/docs/redis/pricing)",
  });
  // AND the lines are the total, but for what rounding each to the cent makes
  expect(Math.abs(items.reduce((sum, item) => sum + item.lowUsd, 0) - lowUsd)).toBeLessThan(items.length * 0.005);
  expect(Math.abs(items.reduce((sum, item) => sum + item.highUsd, 0) - highUsd)).toBeLessThan(items.length * 0.005);
});
