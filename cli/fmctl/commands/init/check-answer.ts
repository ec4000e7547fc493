import type { z } from "zod";
import { pathText, type Path } from "../../../../config/path";
import { type Finding, sentence } from "../../../../config/problem";
import { problemsOf } from "../../../../config/schema-problems";
import { schemaAt } from "../../../../config/schema-walk";
import { backendSchema } from "../../../../config/schema/backend";
import { environmentSchema } from "../../../../config/schema/environment";

/** A finding as the sentence that a prompt shows; the key stands where a file's name would. */
function findingText({ path: _path, ...finding }: Finding, key: string): string {
  return sentence({ ...finding, path: [], file: key });
}

function firstProblem(schema: z.ZodType, value: unknown, key: string): string | undefined {
  const issues = schema.safeParse(value).error?.issues ?? [];
  const [finding] = issues.flatMap((issue) => problemsOf(issue, schema, value));
  return finding && findingText(finding, key);
}

/** What is wrong with a key's value, in the words of the environment's own schema and checks; nothing when it is right. */
export function answerProblem(
  path: Path,
  value: unknown,
  checks: (value: string) => Iterable<Finding> = () => [],
): string | undefined {
  const key = pathText(path);
  const schema = schemaAt(environmentSchema, path);
  const problem = schema && firstProblem(schema, value, key);
  if (problem !== undefined) return problem;
  const [finding] = checks(String(value));
  return finding && findingText(finding, key);
}

/** The same for what a kind of backend needs. */
export function backendProblem(type: string, key: string, value: unknown): string | undefined {
  const schema = schemaAt(backendSchema, [key], { type });
  return schema && firstProblem(schema, value, `backend.${key}`);
}
