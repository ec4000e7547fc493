import { type Markup, markup } from "../markup";
import type { Summary, SummaryItem } from "../../cost/render/summary";
import { section, table } from "./parts";

const FORMAT = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

/** `$120 to $180`, `$120`; cents only below ten dollars. */
export function usdRange(low: number, high: number): string {
  const usd = (value: number) => `$${value < 10 && value % 1 !== 0 ? value.toFixed(2) : FORMAT.format(value)}`;
  return usd(low) === usd(high) ? usd(low) : `${usd(low)} to ${usd(high)}`;
}

/** A range as a bar, from its low to its high end, in thousandths of the whole. */
function bar({ lowUsd, highUsd }: SummaryItem, most: number): Markup {
  const part = (value: number) => Math.round((value / most) * 1000);
  const [low, high] = [part(lowUsd), part(highUsd)];
  return markup`<svg class="bar" viewBox="0 0 1000 12" preserveAspectRatio="none" aria-hidden="true">
<rect class="track" width="1000" height="12"/>
<rect class="low" width="${low}" height="12"/>
<rect class="high" x="${low}" width="${high - low}" height="12"/>
</svg>`;
}

/** What the environment costs a month, item by item. */
export function costSection({ items, lowUsd, highUsd }: Summary): Markup {
  const most = Math.max(...items.map((item) => item.highUsd), 1);
  const groups = [...new Set(items.map(({ group }) => group))];
  const rows = groups.flatMap((group) =>
    items
      .filter((item) => item.group === group)
      .map((item) => [
        group,
        markup`<strong>${item.name}</strong>`,
        markup`<span class="amount">${usdRange(item.lowUsd, item.highUsd)}</span>${bar(item, most)}`,
        item.basis,
      ]),
  );
  const total = [
    "",
    markup`<strong>Total</strong>`,
    markup`<strong class="amount">${usdRange(lowUsd, highUsd)}</strong>`,
    "",
  ];
  return section(
    "cost",
    "Cost",
    markup`An estimate: <strong>${usdRange(lowUsd, highUsd)} a month</strong>, the low end with little use and the high end with much.`,
    table("Cost a month in US dollars", ["Group", "Item", "A month", "Basis"], [...rows, total], "cost"),
  );
}
