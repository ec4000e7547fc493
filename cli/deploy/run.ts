import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { DeployError } from "./deploy-error";

/** How somebody stops what runs: first politely, then at once. */
export interface Interrupt {
  /** Asks a program to finish what it is doing and end. */
  readonly stop?: AbortSignal | undefined;
  /** Ends it wherever it is. */
  readonly kill?: AbortSignal | undefined;
}

/** What to run, without a shell. */
export interface Command extends Interrupt {
  readonly program: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** Text for its standard input. @default - none */
  readonly input?: string | undefined;
  /** Gets each line of its standard output, which is not collected then. @default - collected */
  readonly onLine?: ((line: string) => void) | undefined;
  /**
   * Whether a line says that the program can be asked to stop from now on. Before it a request is kept: Terraform takes
   * note of one while it starts, says so, and then applies everything all the same. @default - it can from the start
   */
  readonly isListening?: ((line: string) => boolean) | undefined;
}

/** How a program ended. */
export interface Ended {
  /** Exit code; null when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

const WINDOWS = process.platform === "win32";

function killGroup(pid: number): void {
  try {
    process.kill(WINDOWS ? pid : -pid, "SIGKILL");
  } catch (error) {
    // Everything of it has ended already.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/**
 * Runs a program to its end. It leads a process group of its own: a Ctrl-C in the terminal reaches this process only,
 * which passes it on once. Terraform takes a second one for "exit at once".
 * https://developer.hashicorp.com/terraform/internals/graph (and `terraform apply` on "Interrupt received")
 */
export function run(command: Command): Promise<Ended> {
  const { program, args, folder, env, input, onLine, isListening, stop, kill } = command;
  return new Promise((resolve, reject) => {
    if (stop?.aborted || kill?.aborted) {
      reject(new DeployError("interrupted", `${program} ${args[0] ?? ""} was not started: somebody asked to stop.`));
      return;
    }
    const child = spawn(program, args, { cwd: folder, env, detached: !WINDOWS });
    const output: string[] = [];
    const errors: string[] = [];
    let listening = isListening === undefined;
    const onStop = () => void (listening && child.kill("SIGINT"));
    child.stderr.setEncoding("utf8").on("data", (text: string) => errors.push(text));
    if (onLine) {
      createInterface({ input: child.stdout, crlfDelay: Infinity }).on("line", (line) => {
        onLine(line);
        if (listening || !isListening?.(line)) return;
        listening = true;
        if (stop?.aborted) onStop();
      });
    } else child.stdout.setEncoding("utf8").on("data", (text: string) => output.push(text));
    // A program that ends without reading its input closes the pipe; how it ended says more than that.
    child.stdin.on("error", () => undefined).end(input);

    const onKill = () => child.pid !== undefined && killGroup(child.pid);
    stop?.addEventListener("abort", onStop);
    kill?.addEventListener("abort", onKill);
    const forget = () => {
      stop?.removeEventListener("abort", onStop);
      kill?.removeEventListener("abort", onKill);
    };

    child.on("error", (error: NodeJS.ErrnoException) => {
      forget();
      const why = error.code === "ENOENT" ? "it is not installed, or not on the PATH" : error.message;
      reject(new DeployError("terraform", `${program} could not be started in ${folder}: ${why}.`));
    });
    // The providers of a Terraform that was killed would go on by themselves and change things behind the next deploy.
    child.on("exit", (_code, signal) => signal !== null && child.pid !== undefined && killGroup(child.pid));
    child.on("close", (code, signal) => {
      forget();
      resolve({ code, signal, stdout: output.join(""), stderr: errors.join("") });
    });
  });
}
