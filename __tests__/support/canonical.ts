import type { StackJson } from "./synth";

/** Each key on a line of its own, which is how a change of it can be read. */
function readable(text: string): string {
  return text.startsWith("${yamlencode(") ? text.replace(/(\{|,) ?(?="[^"]*" = )/g, "$1\n") : text;
}

/** A chart's hash changes with every edit of the chart, which the chart's own tests look at. */
function withoutHash(text: string): string {
  return text.replace(/^(assets\/\w+\/)[0-9A-F]{32}$/, "$1HASH");
}

function canonicalValue(value: unknown): unknown {
  if (typeof value === "string") return withoutHash(readable(value));
  if (Array.isArray(value)) return value.map(canonicalValue);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, canonicalValue(child)]));
}

/** A stack for a snapshot, which must not change with versions: versions.test.ts holds those. Jest sorts the keys. */
export function canonical({ terraform, ...stack }: StackJson): unknown {
  const { backend, cloud } = terraform;
  return canonicalValue({ ...stack, terraform: { backend, cloud } });
}
