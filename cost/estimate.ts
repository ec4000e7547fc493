import type { Charge, Group } from "./item";
import { ITEMS } from "./items";
import { type Prices, type Rate, rateIn, regionGroup, type Sku } from "./prices";
import { cost } from "./pricing";
import { type Range, sum } from "./range";
import type { SkuId } from "./sku-ids";
import type { Subject } from "./subject";

/** A charge with its price. */
export interface Line extends Charge {
  readonly unit: string;
  readonly rate: Rate;
  readonly free: Sku["free"];
  /** In billionths of a dollar. */
  readonly amount: Range;
}

/** A discount for a promise to pay. */
export interface Discount {
  readonly name: string;
  readonly percent: number;
  /** In billionths of a dollar; not above 0. */
  readonly amount: Range;
}

/** One item of the bill. */
export interface ItemEstimate {
  readonly id: string;
  readonly group: Group;
  readonly title: string;
  readonly lines: readonly Line[];
  /** In billionths of a dollar. */
  readonly total: Range;
}

/** What an environment costs a month, by list price. */
export interface Estimate {
  readonly environment: string;
  /** Whether it is in a cluster of one's own, for which Google bills nothing. */
  readonly isLocal: boolean;
  readonly region: string;
  /** Day of the price table. */
  readonly pricesOf: string;
  /** The region whose prices are used, if the table has none for the environment's. */
  readonly pricesOfRegion?: string | undefined;
  readonly items: readonly ItemEstimate[];
  readonly discounts: readonly Discount[];
  /** In billionths of a dollar. */
  readonly total: Range;
}

function priced(charge: Charge, region: string, prices: Prices): Line {
  const sku = prices.skus[charge.sku];
  const rate = rateIn(region, sku, prices);
  return { ...charge, unit: sku.unit, rate, free: sku.free, amount: cost(charge.quantity, sku, rate) };
}

/** One promises what is paid for in a quiet month, so the discount is the same in a busy one. */
function discounts({ commitment }: Subject, lines: readonly Line[], { commitments }: Prices): readonly Discount[] {
  if (!commitment) return [];
  return Object.values(commitments).flatMap(({ name, covers, percent }) => {
    const covered = lines.filter(({ sku }) => (covers as readonly SkuId[]).includes(sku));
    if (covered.length === 0) return [];
    const promised = sum(covered.map(({ amount }) => amount)).low;
    const saved = -Math.round((promised * percent[commitment]) / 100);
    return [{ name: `${name}, ${commitment}`, percent: percent[commitment], amount: { low: saved, high: saved } }];
  });
}

/** What an environment costs a month. */
export function estimate(subject: Subject, prices: Prices): Estimate {
  const { name: environment, region } = subject.environment;
  const items = ITEMS.map(({ id, group, title, charges }) => {
    const lines = charges(subject).map((charge) => priced(charge, region, prices));
    return { id, group, title, lines, total: sum(lines.map(({ amount }) => amount)) };
  }).filter(({ lines }) => lines.length > 0);
  const off = discounts(
    subject,
    items.flatMap(({ lines }) => lines),
    prices,
  );
  return {
    environment,
    isLocal: false,
    region,
    pricesOf: prices.date,
    pricesOfRegion: regionGroup(region, prices) ? undefined : prices.regionGroups.iowa![0],
    items,
    discounts: off,
    total: sum([...items.map(({ total }) => total), ...off.map(({ amount }) => amount)]),
  };
}
