import type { Argument, Command, Option } from "commander";

/** What the last word of an unfinished command line can become. */
export interface Completion {
  /** Words, each with what it does. */
  readonly words: readonly (readonly [word: string, description: string])[];
  /** What a value there means, such as `environment`, `service` or `file`; nothing where any text will do. */
  readonly meaning?: string | undefined;
  /** What the line says so far, by meaning. */
  readonly said: Readonly<Record<string, string>>;
}

/** A value that an argument or an option takes. */
type Valued = Pick<Argument | Option, "description" | "argChoices">;

/** Arguments of these names mean something else below a command of that name. */
const MEANINGS: Readonly<Record<string, string>> = { "secrets name": "secret", path: "file", folder: "file" };

function meaningOf(parent: Command, name: string): string {
  const singular = name.replace(/s$/, "");
  return MEANINGS[`${parent.parent?.name() ?? ""} ${singular}`] ?? MEANINGS[singular] ?? singular;
}

function optionMeaning(command: Command, option: Option): string {
  const [, placeholder = ""] = /<([\w-]+)/.exec(option.flags) ?? [];
  // `--environment <name>` says it in its own name, `--file <path>` in the value's.
  return placeholder === "name" ? meaningOf(command, option.attributeName()) : meaningOf(command, placeholder);
}

function choices({ argChoices, description }: Valued): Completion["words"] {
  return (argChoices ?? []).map((choice) => [choice, description]);
}

function findOption(command: Command, word: string): Option | undefined {
  return command.options.find(({ long, short }) => long === word || short === word);
}

const takesValue = (option: Option | undefined) => option?.required === true || option?.optional === true;

/** Completes the last of the words that stand behind the program's name. */
export function complete(program: Command, words: readonly string[]): Completion {
  const last = words.at(-1) ?? "";
  const said: Record<string, string> = {};
  let command = program;
  let pending: Option | undefined;
  let position = 0;
  for (const word of words.slice(0, -1)) {
    if (pending) {
      said[optionMeaning(command, pending)] = word;
      pending = undefined;
    } else if (word.startsWith("-")) {
      const option = findOption(command, word.split("=")[0]!);
      if (takesValue(option) && !word.includes("=")) pending = option;
    } else {
      const below = position === 0 ? command.commands.find((each) => each.name() === word) : undefined;
      const argument = command.registeredArguments[position];
      if (argument) said[meaningOf(command, argument.name())] = word;
      if (below) command = below;
      else position += 1;
    }
  }
  if (pending) return { words: choices(pending), meaning: optionMeaning(command, pending), said };
  if (last.startsWith("-")) return { words: optionWords(command), said };
  const below = position === 0 ? command.createHelp().visibleCommands(command) : [];
  const all = command.registeredArguments;
  const argument = all[position] ?? (all.at(-1)?.variadic ? all.at(-1) : undefined);
  return {
    words: [...below.map((each) => [each.name(), each.description()] as const), ...(argument ? choices(argument) : [])],
    meaning: argument && meaningOf(command, argument.name()),
    said,
  };
}

function optionWords(command: Command): Completion["words"] {
  return command
    .createHelp()
    .visibleOptions(command)
    .map(({ long, short, description }) => [long ?? short!, description]);
}
