import { estimate } from "../../cost/estimate";
import { dollars } from "../../cost/money";
import { map } from "../../cost/range";
import { PRICES, subject } from "./subject";

test("a region of the table has its own prices, and the estimate does not speak of it", () => {
  expect(estimate(subject({ region: "us-east1" }), PRICES).pricesOfRegion).toBeUndefined();
});

test("another region borrows prices, and the estimate says whose", () => {
  const here = estimate(subject(), PRICES);
  const there = estimate(subject({ region: "europe-west3" }), PRICES);
  expect(there.pricesOfRegion).toBe("us-central1");
  expect(there.total).toEqual(here.total);
});

describe("a commitment", () => {
  const discountsOf = (commitment: "1-year" | "3-year", changes: object = {}) => {
    const { discounts } = estimate({ ...subject(changes), commitment }, PRICES);
    return Object.fromEntries(discounts.map(({ name, amount }) => [name, map(amount, dollars)]));
  };

  test("takes a share off what a quiet month uses, in every month", () => {
    // GIVEN pods for 367.71, a database for 197.25 (without its disk), Redis for 197.10, at the least
    expect(discountsOf("1-year")).toEqual({
      "Compute flexible commitment, 1-year": { low: -102.96, high: -102.96 },
      "Cloud SQL commitment, 1-year": { low: -49.31, high: -49.31 },
      "Memorystore commitment, 1-year": { low: -39.42, high: -39.42 },
    });
  });

  test("takes more off for longer", () => {
    expect(discountsOf("3-year")["Cloud SQL commitment, 3-year"]).toEqual({ low: -102.57, high: -102.57 });
  });

  test("is not for an instance of Redis below 5 GB", () => {
    expect(discountsOf("1-year", { redis: { memorySizeGb: 4 } })).not.toHaveProperty("Memorystore commitment, 1-year");
  });
});
