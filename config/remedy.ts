import { z } from "zod";
import { expectation } from "./expectation";
import { didYouMean } from "./nearest";
import { variableName, webhookAddress } from "./schema/common";

/** Whether a schema is for names of variables, or for an address with a password beside it: people paste values there. */
export function mayHoldSecret(schema: z.ZodType): boolean {
  if (schema instanceof z.ZodArray) return schema.element === variableName;
  return (
    schema === webhookAddress ||
    schema === variableName ||
    (schema instanceof z.ZodRecord && schema.keyType === variableName)
  );
}

function example(schema: z.ZodType): string {
  const [first] = (schema.meta()?.examples as readonly unknown[] | undefined) ?? [];
  return first === undefined ? "" : `, for example ${JSON.stringify(first)}`;
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function remedyForNumber(schema: z.ZodNumber, got: unknown): string {
  if (typeof got === "string" && schema.safeParse(Number(got)).success) return "write it without quotes";
  if (Number(got) < (schema.minValue ?? -Infinity)) return "raise it";
  return Number(got) > (schema.maxValue ?? Infinity) ? "lower it" : "correct it";
}

/** What to do about a value that `schema` refused: the clause that ends a sentence. */
export function remedy(schema: z.ZodType, got: unknown): string {
  if (got === undefined) return `add it${example(schema)}`;
  if (got === null) return "give it a value or remove the line";
  if (schema === webhookAddress) return "take the password out, and replace it if this file has left your machine";
  if (mayHoldSecret(schema)) return "write names only, and replace the secret if this file has left your machine";
  if (schema instanceof z.ZodString) {
    return isScalar(got) && typeof got !== "string" ? `put it in quotes: "${got}"` : `correct it${example(schema)}`;
  }
  if (schema instanceof z.ZodNumber) return remedyForNumber(schema, got);
  if (expectation(schema) === "true or false") return "write one of them, without quotes";
  if (schema instanceof z.ZodEnum || schema instanceof z.ZodLiteral) {
    const values = schema instanceof z.ZodEnum ? schema.options : [...schema.values];
    return didYouMean(isScalar(got) ? String(got) : "", values.map(String), "choose one of them");
  }
  if (schema instanceof z.ZodArray && Array.isArray(got)) return "add an entry";
  if (schema instanceof z.ZodArray) return `write it as a list: [${isScalar(got) ? got : "…"}]`;
  return "write one `key: value` a line below it";
}
