import type { Estimate, Line } from "./estimate";
import { dollars } from "./money";
import { combine, fixed, type Range } from "./range";

const NOTHING = fixed(0);

/** How an item's cost differs between two estimates. In billionths of a dollar. */
export interface ItemDifference {
  readonly title: string;
  readonly before: Range;
  readonly after: Range;
  readonly change: Range;
}

/** How a line differs. A line that only one of the estimates has is `undefined` in the other. */
export interface LineDifference {
  readonly item: string;
  readonly name: string;
  readonly before: Line | undefined;
  readonly after: Line | undefined;
  /** In billionths of a dollar. */
  readonly change: Range;
}

/** How one estimate differs from another. */
export interface Difference {
  readonly before: Estimate;
  readonly after: Estimate;
  readonly items: readonly ItemDifference[];
  /** Only those that differ by a cent or more. */
  readonly changedLines: readonly LineDifference[];
  /** In billionths of a dollar. */
  readonly change: Range;
}

function change(before: Range, after: Range): Range {
  return combine(after, before, (a, b) => a - b);
}

/** The keys of both, those of the second that the first has not at the end. */
function keysOf<Value>(before: ReadonlyMap<string, Value>, after: ReadonlyMap<string, Value>): readonly string[] {
  return [...new Set([...before.keys(), ...after.keys()])];
}

function linesOf({ items }: Estimate): ReadonlyMap<string, Line & { readonly item: string }> {
  return new Map(
    items.flatMap(({ id, title, lines }) =>
      lines.map((line) => [`${id} ${line.name}`, { ...line, item: title }] as const),
    ),
  );
}

/** Whether it is a cent or more. */
function isSeen({ low, high }: Range): boolean {
  return dollars(low) !== 0 || dollars(high) !== 0;
}

/** What `after` costs more than `before`. */
export function difference(before: Estimate, after: Estimate): Difference {
  const [itemsBefore, itemsAfter] = [before, after].map(({ items }) => new Map(items.map((item) => [item.id, item])));
  const items = keysOf(itemsBefore!, itemsAfter!).map((id) => {
    const [old, now] = [itemsBefore!.get(id), itemsAfter!.get(id)];
    const [totalBefore, totalAfter] = [old?.total ?? NOTHING, now?.total ?? NOTHING];
    const { title } = (now ?? old)!;
    return { title, before: totalBefore, after: totalAfter, change: change(totalBefore, totalAfter) };
  });
  const [linesBefore, linesAfter] = [linesOf(before), linesOf(after)];
  const lines = keysOf(linesBefore, linesAfter).map((key) => {
    const [old, now] = [linesBefore.get(key), linesAfter.get(key)];
    const { item, name } = (now ?? old)!;
    return { item, name, before: old, after: now, change: change(old?.amount ?? NOTHING, now?.amount ?? NOTHING) };
  });
  return {
    before,
    after,
    items,
    changedLines: lines.filter((line) => isSeen(line.change)),
    change: change(before.total, after.total),
  };
}
