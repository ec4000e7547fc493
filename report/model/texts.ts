import { expressionsIn, type Reference, referencesIn, soleExpression } from "./expressions";

/** Every text below a value, keys left out. */
export function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

/** Everything that a value refers to; what it names in `depends_on` included, as a whole. */
export function referencesOf(value: Readonly<Record<string, unknown>>): readonly Reference[] {
  const { depends_on: dependsOn, ...rest } = value;
  const declared = Array.isArray(dependsOn) ? (dependsOn as string[]) : [];
  return [
    ...textsIn(rest).flatMap(referencesIn),
    ...declared.map((address): Reference => ({ address, attribute: "" })),
  ];
}

/**
 * A text without what is only known after the apply: `flowmaestro-db-…`. Nothing for one of which nothing is left.
 */
export function knownPart(text: string): string | undefined {
  if (soleExpression(text) !== undefined) return undefined;
  const shortened = expressionsIn(text).reduce((rest, expression) => rest.replace(`\${${expression}}`, "…"), text);
  // What Terraform does to an escaped template.
  return shortened.replaceAll("$${", "${").replaceAll("%%{", "%{");
}
