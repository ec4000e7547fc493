import type { Estimate, Line } from "../estimate";
import { dollarText, type Nanos, nanos, priceText } from "../money";
import { quantityText, rangeText } from "../quantity-text";
import type { Range } from "../range";

/** `890 to 1,477`, or the one amount that both are. */
export function amountText({ low, high }: Range): string {
  const [from, to] = [dollarText(low), dollarText(high)];
  return from === to ? from : `${from} to ${to}`;
}

/** What a change saves, the smaller amount first: it may save less in a busy month. */
export function savingText({ low, high }: Range): string {
  return amountText({ low: Math.min(low, high), high: Math.max(low, high) });
}

/** With a sign: `+12`, `-3.40`, `0.00`. */
export function signedText(amount: Nanos): string {
  const text = dollarText(amount);
  return text.startsWith("-") || /^[0.]+$/.test(text) ? text : `+${text}`;
}

/** `+12 to +20`. */
export function changeText({ low, high }: Range): string {
  const [from, to] = [signedText(low), signedText(high)];
  return from === to ? from : `${from} to ${to}`;
}

function rateText({ rate, unit }: Line): string {
  if (typeof rate === "number") return `${priceText(nanos(rate))} per ${unit}`;
  const [first, ...more] = rate;
  return `${priceText(nanos(first!.usd))} per ${unit} (less from ${quantityText(more[0]!.from)})`;
}

/** Quantity × unit price: `2,920 to 8,395 × 0.0445 per vCPU-hour`. */
export function arithmeticText(line: Line): string {
  const free = line.free
    ? `, ${quantityText(line.free.quantity)} free${line.free.per === "billing-account" ? " once in a billing account" : ""}`
    : "";
  return `${rangeText(line.quantity)} × ${rateText(line)}${free}`;
}

/** What the prices are, and of which day. */
export function priceNote({ pricesOf, pricesOfRegion, region }: Estimate): string {
  const borrowed = pricesOfRegion
    ? ` The table has no prices for ${region}: these are ${pricesOfRegion}'s, and ${region}'s may be a third higher.`
    : "";
  return `US dollars a month of 730 hours, list prices of ${pricesOf} (cost/prices.yaml), without discounts.${borrowed}`;
}
