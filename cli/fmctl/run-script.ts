import { join } from "node:path";
import { run } from "../deploy/run";
import { CommandError } from "../shared/command-error";
import type { Context } from "./context";

/**
 * Runs a program of this project that is not in the bundle, since it makes the stacks with CDKTF; its words are the
 * command's own.
 *
 * @throws CommandError with what it said on standard error, and its exit code
 */
export async function runScript(context: Context, script: string, args: readonly string[]): Promise<void> {
  const { project, env, terminal, stop, kill } = context;
  const ended = await run({
    program: process.execPath,
    args: ["-r", join(project, "node_modules", "ts-node", "register"), join(project, script), ...args],
    // Paths among the arguments start where the command was typed.
    folder: process.cwd(),
    env,
    onLine: (line) => terminal.say(line),
    stop,
    kill,
  });
  if (ended.code !== 0) throw new CommandError(ended.stderr.trim() || `${script} was stopped.`, ended.code ?? 1);
}
