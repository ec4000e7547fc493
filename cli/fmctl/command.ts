import { Command, Option } from "commander";
import type { Context } from "./context";

/** Declares a command. What it does is imported when it runs, so that `fmctl --help` stays fast. */
export type Declare = (context: Context) => Command;

/** Lines to type, and what each is for. */
export type Examples = Readonly<Record<string, string>>;

const EXAMPLES = new WeakMap<Command, Examples>();

/** The examples of a command, for what is generated from the commands. */
export function examplesOf(command: Command): Examples {
  return EXAMPLES.get(command) ?? {};
}

/** A command whose help ends with examples. */
export function command(name: string, summary: string, examples: Examples): Command {
  const width = Math.max(...Object.keys(examples).map((line) => line.length));
  const lines = Object.entries(examples).map(([line, why]) => `  ${line.padEnd(width)}  ${why}`);
  const made = new Command(name).description(summary).addHelpText("after", `\nExamples:\n${lines.join("\n")}`);
  EXAMPLES.set(made, examples);
  return made;
}

/** `-e, --environment`, for commands whose argument is something else. */
export function environmentOption(): Option {
  return new Option("-e, --environment <name>", "which environment (default: FLOWMAESTRO_ENV)");
}

/** `--json`. */
export function jsonOption(): Option {
  return new Option("--json", "one JSON document on standard output, text for people on standard error");
}

/** `-y, --yes`. */
export function yesOption(what = "what would be asked"): Option {
  return new Option("-y, --yes", `agree to ${what}`);
}

/** What {@link environmentOption} gives. */
export interface EnvironmentOptions {
  readonly environment?: string;
}

/** What {@link jsonOption} gives; the program tells the terminal before the command runs. */
export interface JsonOptions {
  readonly json?: boolean;
}
