import { z } from "zod";
import { unwrapped } from "./schema-walk";

function oneOf(values: readonly unknown[]): string {
  if (values.length === 1) return String(values[0]);
  return values.length === 2 ? values.join(" or ") : `one of ${values.join(", ")}`;
}

function range({ isInt, minValue, maxValue }: z.ZodNumber): string {
  const [least, most] = [minValue ?? -Infinity, maxValue ?? Infinity];
  const bounds = most < Number.MAX_SAFE_INTEGER ? `from ${least} to ${most}` : `of at least ${least}`;
  return `a ${isInt ? "whole " : ""}number ${bounds}`;
}

/** What a schema accepts, in words that follow «expected»: `a whole number from 1 to 100`. */
export function expectation(wrapped: z.ZodType): string {
  const schema = unwrapped(wrapped);
  if (schema instanceof z.ZodString) {
    // A pattern's words are in the message it gives; no pattern of ours accepts the empty text.
    const [issue] = schema.safeParse("").error?.issues ?? [];
    return issue?.code === "invalid_format" ? issue.message : "text";
  }
  if (schema instanceof z.ZodNumber) return range(schema);
  if (schema instanceof z.ZodBoolean) return "true or false";
  if (schema instanceof z.ZodEnum) return oneOf(schema.options);
  if (schema instanceof z.ZodLiteral) return oneOf([...schema.values]);
  if (schema instanceof z.ZodArray) {
    const size = schema.safeParse([]).success ? "" : " of at least one";
    return `a list${size}, each entry ${expectation(schema.element as z.ZodType)}`;
  }
  return "a map";
}
