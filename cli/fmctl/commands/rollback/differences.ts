import { isMap } from "../../../../config/path";

function leaves(value: unknown, path: string): readonly (readonly [string, string])[] {
  if (!isMap(value)) return [[path, JSON.stringify(value)]];
  return Object.entries(value).flatMap(([key, each]) => leaves(each, path ? `${path}.${key}` : key));
}

/** Paths at which the values of two releases differ, without the image's tag. Values themselves stay unsaid. */
export function differences(
  a: Readonly<Record<string, unknown>>,
  b: Readonly<Record<string, unknown>>,
): readonly string[] {
  const [one, other] = [new Map(leaves(a, "")), new Map(leaves(b, ""))];
  const paths = [...new Set([...one.keys(), ...other.keys()])];
  return paths.filter((path) => path !== "image.tag" && one.get(path) !== other.get(path)).sort();
}
