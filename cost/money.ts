/** An amount of money in whole billionths of a dollar, as Google's own catalog counts: sums of it are exact. */
export type Nanos = number;

const PER_DOLLAR = 1e9;
const PER_CENT = 1e7;
/** Ten dollars. */
const WHOLE_DOLLARS_FROM_CENTS = 1000;

/** The amount nearest to so many dollars. */
export function nanos(dollars: number): Nanos {
  return Math.round(dollars * PER_DOLLAR);
}

/** Dollars to the cent, for machines. */
export function dollars(amount: Nanos): number {
  // Adding 0 turns -0 into 0.
  return Math.round(amount / PER_CENT) / 100 + 0;
}

/** For people: whole dollars, and cents where it is less than ten. `1,234`, `-9.50`. */
export function dollarText(amount: Nanos): string {
  const cents = Math.round(amount / PER_CENT) + 0;
  if (Math.abs(cents) < WHOLE_DOLLARS_FROM_CENTS) return (cents / 100).toFixed(2);
  return Math.round(amount / PER_DOLLAR).toLocaleString("en-US");
}

/** The price of one unit with every digit that says something, and at least two: `0.10`, `0.0049225`. */
export function priceText(amount: Nanos): string {
  const [whole, fraction = ""] = (amount / PER_DOLLAR).toFixed(9).split(".");
  return `${whole}.${fraction.replace(/0+$/, "").padEnd(2, "0")}`;
}
