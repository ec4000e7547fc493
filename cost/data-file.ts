import { basename, dirname, join } from "node:path";
import { parseDocument } from "yaml";
import type { z } from "zod";
import { ConfigError } from "../config/problem";
import { problemsOf } from "../config/schema-problems";

/**
 * The content of one of this folder's data files.
 *
 * @throws ConfigError with a sentence for everything that is wrong with it
 */
export function readData<Output>(schema: z.ZodType<Output>, path: string, text: string): Output {
  const file = join(basename(dirname(path)), basename(path));
  const yaml = parseDocument(text, { prettyErrors: false });
  const [broken] = yaml.errors;
  if (broken) {
    const { line, col } = position(text, broken.pos[0]);
    const fix = `correct line ${line}, column ${col}`;
    throw new ConfigError([{ file, path: [], got: broken.message, expected: "valid YAML", fix }]);
  }
  const content: unknown = yaml.toJS();
  const { data, error } = schema.safeParse(content, { jitless: true });
  if (!error) return data;
  const findings = error.issues.flatMap((issue) => problemsOf(issue, schema, content));
  throw new ConfigError(findings.map((finding) => ({ ...finding, file })));
}

function position(text: string, offset: number): { readonly line: number; readonly col: number } {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, col: before.at(-1)!.length + 1 };
}
