import { merged } from "../../config/inherit";
import { loadEnvironment } from "../../config/load";
import type { Environment } from "../../config/schema/environment";
import { estimate, type Estimate, type Line } from "../../cost/estimate";
import type { Charge, Item } from "../../cost/item";
import { dollars } from "../../cost/money";
import { loadPrices } from "../../cost/prices";
import { map, type Range } from "../../cost/range";
import type { Subject } from "../../cost/subject";
import { loadUsage, type Usage } from "../../cost/usage";

export const PRICES = loadPrices();
export const USAGE = loadUsage();

/** As it is in this repository. */
export const PRODUCTION = loadEnvironment("production");

/** The same figure in a quiet and in a busy month. */
export const used = (value: number) => ({ low: value, high: value, why: "for a test" });

/** Production with changes, and with these assumptions on its use. */
export function subject(changes: object = {}, usage: Partial<Usage> = {}): Subject {
  return { environment: merged(PRODUCTION, changes) as Environment, usage: { ...USAGE, ...usage } };
}

/** A charge of an item by its name. */
export function charge(item: Item, name: string, of: Subject = subject()): Charge {
  const found = item.charges(of).find((each) => each.name === name);
  if (!found) throw new Error(`${item.id} has no charge ${name}`);
  return found;
}

/** A priced line. */
export function line(item: Item, name: string, of: Subject = subject()): Line {
  const { items } = estimate(of, PRICES);
  return items.find(({ id }) => id === item.id)!.lines.find((each) => each.name === name)!;
}

/** What a line costs, in dollars. */
export function usd(item: Item, name: string, of?: Subject): Range {
  return map(line(item, name, of).amount, dollars);
}

/** What a whole item costs, in dollars; nothing when it is not on the bill. */
export function itemUsd(item: Item, of: Subject = subject()): Range | undefined {
  const total = estimate(of, PRICES).items.find(({ id }) => id === item.id)?.total;
  return total && map(total, dollars);
}

/** The total, in dollars. */
export const totalUsd = ({ total }: Estimate): Range => map(total, dollars);

/** Both ends the same. */
export const both = (value: number): Range => ({ low: value, high: value });

/** The Enterprise Plus edition, whose tiers the checks know. */
export const PLUS = { database: { edition: "ENTERPRISE_PLUS", tier: "db-perf-optimized-N-4" } };
