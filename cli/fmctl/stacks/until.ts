import { Interrupted } from "../../shared/command-error";
import { durationText } from "../../shared/output";
import type { Context } from "../context";
import { NotWell } from "../not-well";

const PAUSE_MS = 10_000;
/** How often a log is told of what takes long although nothing about it has changed. */
const REMINDER_MS = 300_000;
const MINUTE_MS = 60_000;

/** Something that comes true by itself, some time after a deployment. */
export interface Condition {
  /** `certificates`. */
  readonly name: string;
  /** What it waits for, in a sentence; or, in one of its own, that all is well. */
  readonly look: () => Promise<{ readonly waitsFor: string } | { readonly well: string }>;
}

/** How long to wait for all of the conditions together. */
export interface Patience {
  readonly minutes: number;
  /** What has been reached by then: `Everything is deployed`. */
  readonly reached: string;
  /** What to do when it has come to an end. */
  readonly advice: string;
}

/**
 * Waits for conditions, one after the other, and says what for.
 *
 * @throws NotWell when one does not come true in time
 */
export async function until(context: Context, conditions: readonly Condition[], patience: Patience): Promise<void> {
  const { terminal, now, wait, stop } = context;
  const start = now().getTime();
  for (const { name, look } of conditions) {
    let told = { text: "", at: 0 };
    for (;;) {
      if (stop?.aborted)
        throw new Interrupted(`Stopped waiting for the ${name}. ${patience.reached}. ${patience.advice}`);
      const seen = await look();
      if ("well" in seen) {
        terminal.say(`${name}: ${seen.well}`);
        break;
      }
      const waited = now().getTime() - start;
      if (waited > patience.minutes * MINUTE_MS) {
        throw new NotWell(
          `${patience.reached}, but after ${durationText(waited)} still: ${seen.waitsFor}. ${patience.advice}`,
        );
      }
      const text = `${name}: waiting, since ${seen.waitsFor}`;
      terminal.status(`${text} (${durationText(waited)})`);
      const isNews = told.text !== text || waited - told.at > REMINDER_MS;
      if (!terminal.isTerminal && isNews) terminal.say(text);
      if (isNews) told = { text, at: waited };
      await wait(PAUSE_MS);
    }
  }
}
