import { z } from "zod";
import { isMap, type Path, valueAt } from "./path";

/** The schema below the wrappers that fill in a default or let a key be absent. */
export function unwrapped(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional) {
    return unwrapped(schema.unwrap() as z.ZodType);
  }
  return schema;
}

function discriminatorValues({ def, options }: z.ZodDiscriminatedUnion): z.ZodLiteral {
  const literals = options.map((option) => (option as z.ZodObject).shape[def.discriminator] as z.ZodLiteral);
  return z.literal(literals.flatMap((literal) => [...literal.values]));
}

/** The alternative that `value` was most likely meant as: the one its discriminator names, or else the closest. */
export function alternative(union: z.ZodUnion, value: unknown): z.ZodObject {
  const options = union.options as readonly z.ZodObject[];
  const discriminator = union instanceof z.ZodDiscriminatedUnion ? union.def.discriminator : undefined;
  const named = options.filter((option) => {
    if (discriminator === undefined || !isMap(value)) return true;
    return (option.shape[discriminator] as z.ZodLiteral).safeParse(value[discriminator]).success;
  });
  const misses = (option: z.ZodObject) => option.safeParse(value).error?.issues.length ?? 0;
  return [...(named.length > 0 ? named : options)].sort((a, b) => misses(a) - misses(b))[0]!;
}

function entry(schema: z.ZodType, key: PropertyKey, value: unknown): z.ZodType | undefined {
  if (schema instanceof z.ZodObject) return schema.shape[String(key)] as z.ZodType | undefined;
  if (schema instanceof z.ZodRecord) return schema.valueType as z.ZodType;
  if (schema instanceof z.ZodArray) return schema.element as z.ZodType;
  if (schema instanceof z.ZodDiscriminatedUnion && key === schema.def.discriminator) return discriminatorValues(schema);
  return schema instanceof z.ZodUnion ? entry(alternative(schema, value), key, value) : undefined;
}

/** The schema of what stands at `path` in `document`, unwrapped; nothing when there is no such key. */
export function schemaAt(schema: z.ZodType, path: Path, document?: unknown): z.ZodType | undefined {
  const [key, ...rest] = path;
  const bare = unwrapped(schema);
  if (key === undefined) return bare;
  const below = entry(bare, key, document);
  return below && schemaAt(below, rest, valueAt(document, [key]));
}

/** The keys that a map may have; nothing when any key will do. */
export function knownKeys(schema: z.ZodType, value: unknown): readonly string[] {
  const map = schema instanceof z.ZodUnion ? alternative(schema, value) : schema;
  return map instanceof z.ZodObject ? Object.keys(map.shape) : [];
}
