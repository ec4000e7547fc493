import type { Estimate } from "../estimate";
import { dollars } from "../money";
import type { Prices } from "../prices";
import { arithmeticText } from "./words";

/** A line of an estimate, in dollars, with everything it stands on in one text. */
export interface SummaryItem {
  readonly group: string;
  readonly name: string;
  /** US dollars a month. */
  readonly lowUsd: number;
  /** US dollars a month. */
  readonly highUsd: number;
  /** Quantity, unit price, assumption and Google's page. */
  readonly basis: string;
}

/** An estimate without structure, for a page that shows it. */
export interface Summary {
  readonly items: readonly SummaryItem[];
  /** US dollars a month. */
  readonly lowUsd: number;
  /** US dollars a month. */
  readonly highUsd: number;
}

/** An estimate as a flat list of lines. */
export function summary({ items, total }: Estimate, { skus }: Prices): Summary {
  const lines = items.flatMap(({ title, lines: own }) =>
    own.map((line) => ({
      group: title,
      name: line.name,
      lowUsd: dollars(line.amount.low),
      highUsd: dollars(line.amount.high),
      basis: `${arithmeticText(line)}: ${line.assumption} (${skus[line.sku].source})`,
    })),
  );
  return { items: lines, lowUsd: dollars(total.low), highUsd: dollars(total.high) };
}
