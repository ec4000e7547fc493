import { readFileSync, writeFileSync } from "node:fs";
import { isMap, isPair, isScalar, type Node, parseDocument } from "yaml";
import { CommandError } from "../../shared/command-error";

const PATH = ["kubernetes", "passwordGeneration"] as const;
const [SECTION, KEY] = PATH;

/** What to put where; printing the parsed file anew would lay out all of it anew. */
function edit(text: string, generation: number): readonly [start: number, end: number, replacement: string] {
  const document = parseDocument(text);
  const entry = `${KEY}: ${generation}`;
  const value = document.getIn(PATH, true);
  if (isScalar(value) && value.range) return [value.range[0], value.range[1], String(generation)];
  const section = document.get(SECTION, true) as Node | undefined;
  if (isMap(section) && section.flow && section.range) {
    const start = section.range[0] + 1;
    return [start, start, ` ${entry}${section.items.length > 0 ? "," : " "}`];
  }
  const first = isMap(section) ? section.items.find(isPair)?.key : undefined;
  if (isScalar(first) && first.range) {
    const start = first.range[0];
    const indent = " ".repeat(start - text.lastIndexOf("\n", start) - 1);
    return [start, start, `${entry}\n${indent}`];
  }
  return [text.length, text.length, `${text.endsWith("\n") ? "" : "\n"}${SECTION}:\n  ${entry}\n`];
}

/** The text of a local environment's file with another `kubernetes.passwordGeneration`; all else stays as it is. */
export function withGeneration(text: string, generation: number): string | undefined {
  const [start, end, replacement] = edit(text, generation);
  const changed = text.slice(0, start) + replacement + text.slice(end);
  const document = parseDocument(changed);
  return document.errors.length === 0 && document.getIn(PATH) === generation ? changed : undefined;
}

/** Writes the generation into a file. */
export function writeGeneration(file: string, generation: number): void {
  const text = withGeneration(readFileSync(file, "utf8"), generation);
  if (text === undefined) {
    throw new CommandError(`${file} was left alone: write ${PATH.join(".")}: ${generation} into it yourself.`);
  }
  writeFileSync(file, text);
}
