import type * as Inquirer from "@inquirer/prompts";
import { CommandError } from "../shared/command-error";
import { EXIT_CODES } from "./exit-code";

/** One of several answers. */
export interface Choice<T extends string> {
  readonly value: T;
  readonly name: string;
  /** Shown while it is the one that the cursor is on. */
  readonly description?: string;
}

/** How to ask for a line of text. */
export interface TextQuestion {
  readonly message: string;
  readonly default?: string | undefined;
  /** A sentence about what is wrong, or true; called while somebody types. */
  readonly validate?: ((value: string) => string | true) | undefined;
}

/** Asks a person. Every question may be interrupted with Ctrl-C, which ends the command. */
export interface Prompts {
  /** Whether there is anybody to ask. */
  readonly possible: boolean;
  confirm(message: string): Promise<boolean>;
  text(question: TextQuestion): Promise<string>;
  /** What is typed is not shown. */
  secret(message: string): Promise<string>;
  select<T extends string>(message: string, choices: readonly Choice<T>[]): Promise<T>;
}

/** Asks on the terminal. */
export class TerminalPrompts implements Prompts {
  constructor(readonly possible: boolean) {}

  async confirm(message: string): Promise<boolean> {
    return (await this.prompts(message)).confirm({ message, default: false });
  }

  async text({ message, default: initial, validate }: TextQuestion): Promise<string> {
    const { input } = await this.prompts(message);
    return input({ message, ...(initial !== undefined && { default: initial }), ...(validate && { validate }) });
  }

  async secret(message: string): Promise<string> {
    return (await this.prompts(message)).password({ message, mask: false });
  }

  async select<T extends string>(message: string, choices: readonly Choice<T>[]): Promise<T> {
    return (await this.prompts(message)).select<T>({ message, choices: [...choices] });
  }

  private async prompts(message: string): Promise<typeof Inquirer> {
    if (this.possible) return import("@inquirer/prompts");
    throw new CommandError(
      `"${message}" needs an answer, and this is not a terminal; nothing was done. Give it on the command line: ` +
        "--help lists the options, and --yes agrees to what would be asked.",
      EXIT_CODES.declined,
    );
  }
}

/** Goes on when somebody agrees, or has agreed with `--yes`. */
export async function requireConsent(prompts: Prompts, message: string, yes: boolean): Promise<void> {
  if (yes || (await prompts.confirm(message))) return;
  throw new CommandError("Nothing was done, as you wished.", EXIT_CODES.declined);
}

/** Goes on when somebody types a name, so that nobody agrees by habit; `given` is what a script has typed already. */
export async function requireName(prompts: Prompts, what: string, name: string, given?: string): Promise<void> {
  const typed = given ?? (await prompts.text({ message: `${what} Type ${name} to go on:` }));
  if (typed.trim() === name) return;
  throw new CommandError(`Nothing was done: got "${typed.trim()}", expected ${name}.`, EXIT_CODES.declined);
}
