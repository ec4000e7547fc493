import { CommanderError } from "commander";
import { ConfigError } from "../../config/problem";
import { DeployError } from "../deploy/deploy-error";
import { CommandError } from "../shared/command-error";
import type { Context } from "./context";
import { EXIT_CODES } from "./exit-code";
import { buildProgram } from "./program";

/** Exit code and sentence for what a command throws; nothing for a programming error. */
function understood(error: unknown): { readonly code: number; readonly message?: string } | undefined {
  // Commander has shown its own message.
  if (error instanceof CommanderError) return { code: error.exitCode === 0 ? EXIT_CODES.done : EXIT_CODES.usage };
  if (error instanceof ConfigError) return { code: EXIT_CODES.usage, message: error.message };
  if (error instanceof CommandError) return { code: error.exitCode, message: error.message };
  if (error instanceof DeployError) {
    const codes: Partial<Record<DeployError["kind"], number>> = {
      interrupted: EXIT_CODES.interrupted,
      synth: EXIT_CODES.usage,
    };
    return { code: codes[error.kind] ?? EXIT_CODES.failed, message: error.message };
  }
  // Inquirer's, when somebody presses Ctrl-C at a question.
  if (error instanceof Error && error.name === "ExitPromptError") {
    return { code: EXIT_CODES.interrupted, message: "Stopped at a question; nothing was done." };
  }
  return undefined;
}

/** Runs one command line and returns the exit code. Only programming errors are thrown. */
export async function runFmctl(args: readonly string[], context: Context): Promise<number> {
  const { terminal } = context;
  try {
    await buildProgram(context).parseAsync([...args], { from: "user" });
    return EXIT_CODES.done;
  } catch (error) {
    const known = understood(error);
    if (!known) throw error;
    if (known.message !== undefined) terminal.complain(known.message);
    return known.code;
  } finally {
    terminal.clear();
  }
}
