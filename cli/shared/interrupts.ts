import type { Output } from "./output";

/** Where signals come from; process is one. */
export interface Signals {
  on(signal: "SIGINT" | "SIGTERM", listener: () => void): unknown;
}

/**
 * A Ctrl-C in a terminal arrives twice, from the terminal and from npm, which passes its own on
 * (https://github.com/npm/run-script/blob/main/lib/signal-manager.js). Nobody means a second one that soon.
 */
const ECHO_MS = 1_000;

/** What a Ctrl-C does. */
export interface Interrupts {
  readonly stop: AbortSignal;
  readonly kill: AbortSignal;
  /** From here on a Ctrl-C is how the command is meant to end, so nothing is said about it. */
  readonly endQuietly: () => void;
}

/** The first Ctrl-C asks for an orderly end, a later one for an end at once. */
export function interrupts(signals: Signals, output: Output): Interrupts {
  const stop = new AbortController();
  const kill = new AbortController();
  let first = 0;
  let quiet = false;
  const listener = () => {
    if (!stop.signal.aborted) {
      first = Date.now();
      if (!quiet) output.say("Stopping: what is under way is ended properly. Ctrl-C again ends it at once.");
      stop.abort();
    } else if (Date.now() - first > ECHO_MS && !kill.signal.aborted) {
      if (!quiet) output.say("Ending at once.");
      kill.abort();
    }
  };
  signals.on("SIGINT", listener);
  signals.on("SIGTERM", listener);
  return { stop: stop.signal, kill: kill.signal, endQuietly: () => (quiet = true) };
}
