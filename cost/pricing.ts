import { type Nanos, nanos } from "./money";
import type { Rate, Sku } from "./prices";
import type { Range } from "./range";

/** What a quantity costs: each tier's price for the part of it that is in the tier. */
export function amount(quantity: number, rate: Rate): Nanos {
  const tiers = typeof rate === "number" ? [{ from: 0, usd: rate }] : rate;
  const parts = tiers.map(({ from, usd }, index) => {
    const upTo = tiers[index + 1]?.from ?? Infinity;
    return Math.max(0, Math.min(quantity, upTo) - from) * usd;
  });
  return nanos(parts.reduce((total, part) => total + part, 0));
}

/** What is left to pay for. What is free once a billing account may be used up elsewhere, so a busy month pays all. */
function payable(quantity: Range, free: Sku["free"]): Range {
  if (!free) return quantity;
  const without = (value: number) => Math.max(0, value - free.quantity);
  return { low: without(quantity.low), high: free.per === "project" ? without(quantity.high) : quantity.high };
}

/** What a month's quantity of a SKU costs. */
export function cost(quantity: Range, { free }: Sku, rate: Rate): Range {
  const { low, high } = payable(quantity, free);
  return { low: amount(low, rate), high: amount(high, rate) };
}
