import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { ConfigError } from "../../config/problem";
import { problemsOf } from "../../config/schema-problems";
import { reason } from "../../config/schema/common";
import { SCANNERS } from "./findings";

const FILE = join(__dirname, "exceptions.yaml");

/** The file as messages call it. */
export const EXCEPTIONS_FILE = relative(join(__dirname, "..", ".."), FILE);

const exception = z.strictObject({
  scanner: z.enum(SCANNERS),
  check: z.string().min(1),
  /** @default - all of them */
  environments: z.array(z.string().min(1)).min(1).optional(),
  /** Addresses, in which `*` stands for any text. */
  resources: z.array(z.string().min(1)).min(1),
  reason,
});

const schema = z.strictObject({ exceptions: z.array(exception) });

/** A finding that stays, and why. */
export type Exception = z.infer<typeof exception>;

/** The exceptions of a document. @throws ConfigError naming every problem */
export function parseExceptions(text: string): readonly Exception[] {
  const document: unknown = parse(text);
  const { data, error } = schema.safeParse(document);
  if (data) return data.exceptions;
  const findings = error.issues.flatMap((issue) => problemsOf(issue, schema, document));
  throw new ConfigError(findings.map((finding) => ({ ...finding, file: EXCEPTIONS_FILE })));
}

/** The exceptions of this project. @throws ConfigError naming every problem of the file */
export function readExceptions(): readonly Exception[] {
  return parseExceptions(readFileSync(FILE, "utf8"));
}
