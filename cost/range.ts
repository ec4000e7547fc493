/** From a quiet month to a busy one. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** The same in every month. */
export function fixed(value: number): Range {
  return { low: value, high: value };
}

/** Each end by itself. */
export function map(range: Range, change: (value: number) => number): Range {
  return { low: change(range.low), high: change(range.high) };
}

/** Both quiet, and both busy. */
export function combine(a: Range, b: Range, combined: (a: number, b: number) => number): Range {
  return { low: combined(a.low, b.low), high: combined(a.high, b.high) };
}

/** Their product. */
export function times(...factors: readonly Range[]): Range {
  return factors.reduce((product, factor) => combine(product, factor, (a, b) => a * b), fixed(1));
}

/** Their sum. */
export function sum(ranges: readonly Range[]): Range {
  return ranges.reduce((total, range) => combine(total, range, (a, b) => a + b), fixed(0));
}
