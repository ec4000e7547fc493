import { parse } from "yaml";
import { resourcesOf } from "./blocks";
import type { Block, StackJson } from "./synth";
import { evaluate } from "./terraform-expression";

/** Values of a Helm release, in which references stay: `{tag: "${var.image_tag}"}`. */
export type Values = Readonly<Record<string, unknown>>;

/** A Helm release as its chart sees it. */
export interface HelmRelease {
  readonly name: string;
  readonly chart: string;
  readonly block: Block;
  /** All documents, the later over the earlier ones. */
  readonly values: Values;
}

function valuesDocument(document: string): Values {
  if (document.startsWith("${")) return evaluate(document, (reference) => `\${${reference}}`) as Values;
  // What Terraform makes of its escapes.
  return parse(document.replace(/([$%])\1\{/g, "$1{"), { merge: true }) as Values;
}

function isMap(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Maps are merged, everything else is replaced, null takes a key away. */
function merged(below: unknown, above: unknown): unknown {
  if (!isMap(below) || !isMap(above)) return above;
  const keys = [...new Set([...Object.keys(below), ...Object.keys(above)])];
  const entries = keys.map((key) => [key, key in above ? merged(below[key], above[key]) : below[key]] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== null));
}

const known = new WeakMap<StackJson, readonly HelmRelease[]>();

/** Every release of a stack. */
export function helmReleases(stack: StackJson): readonly HelmRelease[] {
  const releases =
    known.get(stack) ??
    resourcesOf(stack, "helm_release").map((block) => ({
      name: block["name"] as string,
      chart: block["chart"] as string,
      block,
      values: (block["values"] as string[]).map(valuesDocument).reduce<Values>((a, b) => merged(a, b) as Values, {}),
    }));
  known.set(stack, releases);
  return releases;
}
