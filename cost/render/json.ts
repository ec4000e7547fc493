import type { Difference } from "../difference";
import type { Estimate, Line } from "../estimate";
import type { Advised } from "../estimate-file";
import { dollars } from "../money";
import type { Prices } from "../prices";
import { map, type Range } from "../range";

const usd = (amount: Range) => map(amount, dollars);

function lineJson({ amount, ...line }: Line, { skus }: Prices) {
  return { ...line, source: skus[line.sku].source, usd: usd(amount) };
}

function estimateOnlyJson({ items, discounts, total, ...rest }: Estimate, prices: Prices) {
  return {
    ...rest,
    currency: "USD",
    usd: usd(total),
    items: items.map(({ lines, total: itemTotal, ...item }) => ({
      ...item,
      usd: usd(itemTotal),
      lines: lines.map((line) => lineJson(line, prices)),
    })),
    discounts: discounts.map(({ amount, ...discount }) => ({ ...discount, usd: usd(amount) })),
  };
}

/** An estimate for programs: dollars to the cent. */
export function estimateJson({ estimate, savings }: Advised, prices: Prices) {
  return {
    ...estimateOnlyJson(estimate, prices),
    savings: savings.map(({ amount, ...saving }) => ({ ...saving, usd: usd(amount) })),
  };
}

/** A difference for programs. */
export function differenceJson({ before, after, items, changedLines, change }: Difference, prices: Prices) {
  return {
    before: estimateOnlyJson(before, prices),
    after: estimateOnlyJson(after, prices),
    items: items.map((item) => ({
      title: item.title,
      before: usd(item.before),
      after: usd(item.after),
      change: usd(item.change),
    })),
    changedLines: changedLines.map((line) => ({
      item: line.item,
      name: line.name,
      before: line.before && usd(line.before.amount),
      after: line.after && usd(line.after.amount),
      change: usd(line.change),
    })),
    change: usd(change),
  };
}
