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

/** The first Ctrl-C asks for an orderly end, a later one for an end at once. */
export function interrupts(
  signals: Signals,
  output: Output,
): { readonly stop: AbortSignal; readonly kill: AbortSignal } {
  const stop = new AbortController();
  const kill = new AbortController();
  let first = 0;
  const listener = () => {
    if (!stop.signal.aborted) {
      first = Date.now();
      output.say("Stopping: what is under way is ended properly. Ctrl-C again ends it at once.");
      stop.abort();
    } else if (Date.now() - first > ECHO_MS && !kill.signal.aborted) {
      output.say("Ending at once.");
      kill.abort();
    }
  };
  signals.on("SIGINT", listener);
  signals.on("SIGTERM", listener);
  return { stop: stop.signal, kill: kill.signal };
}
