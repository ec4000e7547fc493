import { z } from "zod";
import { expectation } from "./expectation";
import { didYouMean, nearest } from "./nearest";
import { valueAt } from "./path";
import { type Finding, WITHHELD } from "./problem";
import { mayHoldSecret, remedy } from "./remedy";
import { alternative, knownKeys, schemaAt } from "./schema-walk";

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
