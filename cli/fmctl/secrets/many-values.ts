import { parse as parseDotenv } from "dotenv";
import { extname } from "node:path";
import { parseDocument } from "yaml";
import { CommandError } from "../../shared/command-error";
import { EXIT_CODES } from "../exit-code";

function refuse(file: string, problem: string): never {
  throw new CommandError(`${file}: ${problem}; nothing was changed.`, EXIT_CODES.usage);
}

function fromDocument(file: string, text: string): Readonly<Record<string, string>> {
  const document = parseDocument(text);
  const [error] = document.errors;
  // Its message would repeat the line, and with it a value.
  if (error)
    refuse(file, `is no ${extname(file).slice(1)} from line ${error.linePos?.[0].line ?? 1} on (${error.code})`);
  const values: unknown = document.toJS();
  if (typeof values !== "object" || values === null || Array.isArray(values)) {
    return refuse(file, "expected a map of names to values");
  }
  for (const [name, value] of Object.entries(values)) {
    if (typeof value !== "string") refuse(file, `${name}: got something that is no text, expected text in quotes`);
  }
  return values as Record<string, string>;
}

/** Values by their names, of a file as dotenv reads it, or of JSON or YAML by the file's ending. */
export function manyValues(file: string, text: string): Readonly<Record<string, string>> {
  const isDocument = [".json", ".yaml", ".yml"].includes(extname(file).toLowerCase());
  const values = isDocument ? fromDocument(file, text) : parseDotenv(text);
  if (Object.keys(values).length > 0) return values;
  return refuse(file, "has no names with values, expected lines such as OPENAI_API_KEY=…");
}
