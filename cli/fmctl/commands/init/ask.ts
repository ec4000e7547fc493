import { CommandError } from "../../../shared/command-error";
import { EXIT_CODES } from "../../exit-code";
import type { Choice, Prompts } from "../../prompts";

/** Somebody to ask, or the defaults. */
export interface Asking {
  readonly prompts: Prompts;
  /** Takes the default of every question. */
  readonly yes: boolean;
}

/** A question that an option of the command line can answer. */
interface Question<T extends string> {
  readonly message: string;
  /** The option, without its dashes. */
  readonly option: string;
  /** What the option said. */
  readonly given: T | undefined;
  /** @default - there is none: somebody has to say */
  readonly preset?: T | undefined;
}

/** A question for a line of text. */
export interface TextQuestion extends Question<string> {
  /** The sentence about a value that is wrong. */
  readonly problem: (value: string | undefined) => string | undefined;
}

/** The option's value, or the default with `--yes`, or what somebody types; right in every case. */
export async function askText({ prompts, yes }: Asking, question: TextQuestion): Promise<string> {
  const { message, option, given, preset, problem } = question;
  if (given === undefined && !yes) {
    return (
      await prompts.text({ message, default: preset, validate: (value) => problem(value.trim()) ?? true })
    ).trim();
  }
  const value = given ?? preset;
  const wrong = problem(value);
  if (wrong === undefined) return value!;
  throw new CommandError(`${wrong} (--${option})`, EXIT_CODES.usage);
}

/** The same for one of several. */
export async function askChoice<T extends string>(
  { prompts, yes }: Asking,
  {
    message,
    option,
    given,
    preset,
    choices,
  }: Question<string> & { readonly choices: readonly Choice<T>[]; readonly preset: T },
): Promise<T> {
  if (given === undefined) {
    if (yes) return preset;
    // The first one is where the cursor is.
    const first = choices.filter(({ value }) => value === preset);
    return prompts.select(message, [...first, ...choices.filter(({ value }) => value !== preset)]);
  }
  const chosen = choices.find(({ value }) => value === given);
  if (chosen) return chosen.value;
  const names = choices.map(({ value }) => value).join(", ");
  throw new CommandError(
    `--${option}: got "${given}", expected one of ${names}; choose one of them.`,
    EXIT_CODES.usage,
  );
}
