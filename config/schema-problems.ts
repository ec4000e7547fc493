import { z } from "zod";
import { expectation } from "./expectation";
import { didYouMean, nearest } from "./nearest";
import { valueAt } from "./path";
import { type Finding, WITHHELD } from "./problem";
import { alternative, knownKeys, schemaAt } from "./schema-walk";
import { variableName } from "./schema/common";

/** Where names of variables belong, people paste their values. */
function mayHoldSecret(schema: z.ZodType): boolean {
  if (schema instanceof z.ZodArray) return schema.element === variableName;
  return schema === variableName || (schema instanceof z.ZodRecord && schema.keyType === variableName);
}

function example(schema: z.ZodType): string {
  const [first] = (schema.meta()?.examples as readonly unknown[] | undefined) ?? [];
  return first === undefined ? "" : `, for example ${JSON.stringify(first)}`;
}

function listed(got: unknown): string {
  return typeof got === "object" ? "…" : String(got);
}

function remedyForNumber(schema: z.ZodNumber, got: unknown): string {
  if (typeof got === "string" && schema.safeParse(Number(got)).success) return "write it without quotes";
  if (Number(got) < (schema.minValue ?? -Infinity)) return "raise it";
  return Number(got) > (schema.maxValue ?? Infinity) ? "lower it" : "correct it";
}

function remedy(schema: z.ZodType, got: unknown): string {
  if (got === undefined) return `add it${example(schema)}`;
  if (got === null) return "give it a value or remove the line";
  if (mayHoldSecret(schema)) return "write names only, and replace the secret if this file has left your machine";
  if (schema instanceof z.ZodString) {
    return typeof got === "string" ? `correct it${example(schema)}` : `put it in quotes: "${String(got)}"`;
  }
  if (schema instanceof z.ZodNumber) return remedyForNumber(schema, got);
  if (expectation(schema) === "true or false") return "write one of them, without quotes";
  if (schema instanceof z.ZodEnum) return didYouMean(String(got), schema.options.map(String), "choose one of them");
  if (schema instanceof z.ZodLiteral) {
    return didYouMean(String(got), [...schema.values].map(String), "choose one of them");
  }
  if (schema instanceof z.ZodArray) return Array.isArray(got) ? "add an entry" : `write it as a list: [${listed(got)}]`;
  return "write one `key: value` a line below it";
}

function unknownKeys({ path, keys }: z.core.$ZodIssueUnrecognizedKeys, map: z.ZodType, value: unknown): Finding[] {
  const known = knownKeys(map, value);
  return keys.map((key) => ({
    path: [...path, key],
    got: key,
    expected: nearest(key, known) ? "a key that exists" : `one of the keys ${known.join(", ")}`,
    fix: didYouMean(key, known, "remove it"),
  }));
}

function invalidKey({ path }: z.core.$ZodIssueInvalidKey, record: z.ZodRecord): Finding {
  const expected = expectation(record.keyType as z.ZodType);
  const got = String(path.at(-1));
  const hidden = mayHoldSecret(record) && !/^\w+$/.test(got);
  return hidden
    ? { path: path.slice(0, -1), got: WITHHELD, expected, fix: "rename the key" }
    : { path, got, expected, fix: "rename it" };
}

/**
 * What an issue of zod means, in our words: a finding for each thing that is wrong.
 *
 * @param schema what `document` was held against
 */
export function problemsOf(issue: z.core.$ZodIssue, schema: z.ZodType, document: unknown): readonly Finding[] {
  const { path } = issue;
  const got = valueAt(document, path);
  const wanted = schemaAt(schema, path, document) ?? schema;

  if (issue.code === "unrecognized_keys") return unknownKeys(issue, wanted, got);
  if (issue.code === "invalid_key") {
    return [invalidKey(issue, schemaAt(schema, path.slice(0, -1), document) as z.ZodRecord)];
  }
  if (issue.code === "invalid_union" && wanted instanceof z.ZodUnion) {
    const issues = alternative(wanted, got).safeParse(got).error?.issues ?? [];
    return issues.flatMap((inner) => problemsOf({ ...inner, path: [...path, ...inner.path] }, schema, document));
  }
  if (issue.code === "custom") return [{ path, got, expected: issue.message, fix: "correct it" }];

  const withheld = got !== undefined && got !== null && mayHoldSecret(wanted);
  return [{ path, got: withheld ? WITHHELD : got, expected: expectation(wanted), fix: remedy(wanted, got) }];
}
