import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { CommandError } from "../../shared/command-error";
import type { Context } from "../context";
import { EXIT_CODES } from "../exit-code";

/** What Secret Manager takes: https://cloud.google.com/secret-manager/quotas#content_limits */
const MAX_BYTES = 64 * 1024;

/** Where a value comes from. */
export interface ValueOptions {
  readonly file?: string;
  readonly stdin?: boolean;
}

function refuse(problem: string): never {
  throw new CommandError(`value: ${problem}; nothing was changed.`, EXIT_CODES.usage);
}

/** Reads a file that somebody names; npm runs in the project's folder and says where it was called. */
export function readNamedFile({ env }: Pick<Context, "env">, file: string): Buffer {
  const path = resolve(env.INIT_CWD ?? ".", file);
  try {
    if (statSync(path).size > MAX_BYTES * 64) refuse(`${file} is larger than any file of secrets`);
    return readFileSync(path);
  } catch (error) {
    if (error instanceof CommandError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    return refuse(`${file} cannot be read (${code === "ENOENT" ? "there is no such file" : code})`);
  }
}

/** Text as bytes are, or nothing where they are none. */
export function textOf(bytes: Buffer): string | undefined {
  const text = bytes.toString("utf8");
  return Buffer.from(text).equals(bytes) && !text.includes("\0") ? text : undefined;
}

/** A value that a secret may have; variables of a process are text. */
export function requireValue(value: string | undefined): string {
  if (value === undefined) return refuse("got bytes that are no text, expected UTF-8 without zero bytes");
  if (value.trim() === "") return refuse("got nothing, expected at least one character");
  const bytes = Buffer.byteLength(value);
  if (bytes > MAX_BYTES) return refuse(`got ${bytes} bytes, expected at most ${MAX_BYTES}`);
  if (value.includes("\0")) return refuse("got a zero byte, which no variable can hold");
  return value;
}

/** Files and `echo` end with a line break that is no part of the value. Exactly one is taken off. */
function withoutFinalLineBreak(text: string | undefined): string | undefined {
  return text?.replace(/\r?\n$/, "");
}

async function asked({ prompts }: Pick<Context, "prompts">, name: string): Promise<string> {
  if (!prompts.possible) {
    throw new CommandError(
      `value: this is not a terminal, so nobody can be asked for ${name}; give it with --stdin or --file. Nothing was ` +
        "changed.",
      EXIT_CODES.declined,
    );
  }
  const value = requireValue(await prompts.secret(`Value of ${name} (not shown):`));
  const lines = value.split("\n").length;
  const length = `${value.length} characters${lines > 1 ? ` in ${lines} lines` : ""}`;
  if (await prompts.confirm(`Got ${length}. Is that right?`)) return value;
  throw new CommandError("Nothing was changed, as you wished.", EXIT_CODES.declined);
}

/** The value of a secret, from a file, from standard input, or typed by somebody. Never from an argument. */
export async function readValue(context: Context, name: string, { file, stdin }: ValueOptions): Promise<string> {
  if (file !== undefined && stdin) refuse("got --file and --stdin, expected one of them");
  if (file !== undefined) return requireValue(withoutFinalLineBreak(textOf(readNamedFile(context, file))));
  if (stdin) return requireValue(withoutFinalLineBreak(await context.input()));
  return asked(context, name);
}
