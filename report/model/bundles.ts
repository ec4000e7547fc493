import type { Architecture } from "./architecture";
import type { Crossing } from "./crossings";

/** All that crosses from one stack into another. */
export interface Bundle {
  readonly producer: string;
  readonly consumer: string;
  readonly crossings: readonly Crossing[];
  /** The values by name, families of them in one line: `buckets ×4`. */
  readonly lines: readonly string[];
}

const FAMILY = 3;

function commonPrefix(names: readonly string[]): string {
  const [first = [], ...others] = names.map((name) => name.split("_"));
  const length = first.findIndex((word, index) => others.some((other) => other[index] !== word));
  return first.slice(0, length === -1 ? first.length : length).join("_");
}

/** Values of one type of resource whose names begin alike are a family. */
function linesOf(crossings: readonly Crossing[]): readonly string[] {
  const families = new Map<string, string[]>();
  for (const { name, origins } of crossings) {
    const key = `${origins[0]?.address.split(".")[0]} ${name.split("_")[0]}`;
    families.set(key, [...(families.get(key) ?? []), name]);
  }
  const text = (name: string) => name.replaceAll("_", " ");
  return [...families.values()].flatMap((names) =>
    names.length < FAMILY ? names.map(text) : [`${text(commonPrefix(names))} ×${names.length}`],
  );
}

/** What crosses each edge between two stacks; one without a value where a stack only comes after the other. */
export function bundlesOf({ stacks, crossings }: Architecture): readonly Bundle[] {
  return stacks.flatMap(({ id: consumer, dependencies }) =>
    dependencies.map((producer): Bundle => {
      const own = crossings.filter((each) => each.producer === producer && each.consumer === consumer);
      return { producer, consumer, crossings: own, lines: linesOf(own) };
    }),
  );
}
