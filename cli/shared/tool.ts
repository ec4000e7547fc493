import { spawn } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import type { Interrupt } from "../deploy/run";
import { Interrupted, CommandError } from "./command-error";

/** How to run a program. */
export interface ToolOptions extends Interrupt {
  readonly env: NodeJS.ProcessEnv;
  /** @default - this process' folder */
  readonly folder?: string | undefined;
  /** Gets each line that it prints, on either stream. @default - nobody */
  readonly onLine?: ((line: string) => void) | undefined;
  /** What it reads on standard input. @default - nothing */
  readonly input?: string | undefined;
}

/** How a program ended, and what it printed. */
export interface ToolEnded {
  readonly ok: boolean;
  readonly stdout: string;
  /** The end of what it said on standard error. */
  readonly complaint: string;
}

const WINDOWS = process.platform === "win32";
const KEPT_LINES = 15;

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** Whether a program is on the PATH. */
export function isInstalled(program: string, env: NodeJS.ProcessEnv): boolean {
  const folders = (env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const names = WINDOWS ? [`${program}.exe`, `${program}.cmd`] : [program];
  return folders.some((folder) => names.some((name) => isProgram(join(folder, name))));
}

/**
 * Runs a program to its end. As with Terraform it leads a process group of its own, so that a Ctrl-C in the terminal
 * reaches it once, through this process.
 *
 * @throws Interrupted when somebody asked to stop; CommandError when it could not be started
 */
export function runTool(program: string, args: readonly string[], options: ToolOptions): Promise<ToolEnded> {
  const { env, folder, onLine, input, stop, kill } = options;
  return new Promise((resolve, reject) => {
    if (stop?.aborted || kill?.aborted) {
      reject(new Interrupted());
      return;
    }
    const child = spawn(program, args, { cwd: folder, env, detached: !WINDOWS, stdio: ["pipe", "pipe", "pipe"] });
    // A program that ends without reading all of it says why by itself.
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
    const printed: string[] = [];
    const complaint: string[] = [];
    createInterface({ input: child.stdout, crlfDelay: Infinity }).on("line", (line) => {
      printed.push(line);
      onLine?.(line);
    });
    createInterface({ input: child.stderr, crlfDelay: Infinity }).on("line", (line) => {
      complaint.push(line);
      onLine?.(line);
    });
    const signal = (name: NodeJS.Signals) => {
      try {
        if (child.pid !== undefined) process.kill(WINDOWS ? child.pid : -child.pid, name);
      } catch {
        // It has ended already.
      }
    };
    const onStop = () => signal("SIGINT");
    const onKill = () => signal("SIGKILL");
    stop?.addEventListener("abort", onStop);
    kill?.addEventListener("abort", onKill);
    const forget = () => {
      stop?.removeEventListener("abort", onStop);
      kill?.removeEventListener("abort", onKill);
    };
    child.on("error", (error) => {
      forget();
      reject(new CommandError(`${program} could not be started: ${error.message}.`));
    });
    child.on("close", (code) => {
      forget();
      if (stop?.aborted || kill?.aborted) reject(new Interrupted());
      else {
        const said = complaint.filter((line) => line.trim() !== "");
        resolve({ ok: code === 0, stdout: printed.join("\n"), complaint: said.slice(-KEPT_LINES).join("\n") });
      }
    });
  });
}

/** Runs a program that has to succeed. */
export async function mustRun(program: string, args: readonly string[], options: ToolOptions): Promise<string> {
  const { ok, stdout, complaint } = await runTool(program, args, options);
  if (ok) return stdout;
  const said = complaint.split("\n").map((line) => `  │ ${line}`);
  throw new CommandError([`\`${[program, ...args].join(" ")}\` failed. It said:`, ...said].join("\n"));
}
