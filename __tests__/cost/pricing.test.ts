import { dollars } from "../../cost/money";
import { amount, cost } from "../../cost/pricing";
import { map } from "../../cost/range";
import { PRICES } from "./subject";

const TIERS = [
  { from: 0, usd: 0.12 },
  { from: 1024, usd: 0.11 },
  { from: 10240, usd: 0.08 },
];

test.each([
  [0, 0],
  [100, 12],
  [1024, 122.88],
  [1124, 122.88 + 11],
  [10340, 122.88 + 9216 * 0.11 + 8],
])("charges %d units tier by tier", (quantity, expected) => {
  expect(dollars(amount(quantity, TIERS))).toBeCloseTo(expected, 2);
});

const sku = (free?: { quantity: number; per: "project" | "billing-account" }) => ({
  ...PRICES.skus["log-volume"],
  free,
});
const inDollars = (...args: Parameters<typeof cost>) => map(cost(...args), dollars);

test("takes what is free in a project off every month", () => {
  const free = { quantity: 50, per: "project" } as const;
  expect(inDollars({ low: 40, high: 70 }, sku(free), 0.5)).toEqual({ low: 0, high: 10 });
});

test("takes what is free once in a billing account off a quiet month only", () => {
  const free = { quantity: 6, per: "billing-account" } as const;
  expect(inDollars({ low: 10, high: 10 }, sku(free), 0.06)).toEqual({ low: 0.24, high: 0.6 });
});
