import type { Range } from "./range";

/** A quantity for people: `7,410`, `12.5`, `0.0625`. */
export function quantityText(value: number): string {
  const size = Math.abs(value);
  const digits = size >= 100 ? 0 : size >= 1 ? 2 : 4;
  return value.toLocaleString("en-US", { maximumFractionDigits: digits });
}

/** Both ends, or the one value they share: `3 to 10`, `5`. */
export function rangeText({ low, high }: Range): string {
  const [from, to] = [quantityText(low), quantityText(high)];
  return from === to ? from : `${from} to ${to}`;
}
