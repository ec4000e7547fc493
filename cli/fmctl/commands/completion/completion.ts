import type { Command } from "commander";
import type { Context } from "../../context";
import { FILES, SCRIPTS, type Shell } from "./scripts";
import { valuesOf } from "./values";
import { complete } from "./walk";

/** Prints the script for a shell. */
export function printScript({ terminal }: Context, shell: Shell): void {
  terminal.say(SCRIPTS[shell].trimEnd());
}

/** Prints what the last word can become, one a line, with a tab before what it does. */
export async function printCompletions(context: Context, program: Command, words: readonly string[]): Promise<void> {
  const { terminal } = context;
  const { words: found, meaning, said } = complete(program, words);
  if (meaning === "file") {
    terminal.say(FILES);
    return;
  }
  const last = words.at(-1) ?? "";
  const all = [...found, ...(await valuesOf(context, meaning, said)).map((value) => [value, meaning ?? ""] as const)];
  for (const [word, description] of all) if (word.startsWith(last)) terminal.say(`${word}\t${description}`);
}
