import { setTimeout as sleep } from "node:timers/promises";
import { reasonOf } from "./reason";

/** Something to ask; it throws when the answer is bad. */
export type Check = () => Promise<unknown>;

/** How one check went. */
export interface Verdict {
  readonly ok: boolean;
  readonly milliseconds: number;
  /** Only of a check that failed. */
  readonly reason?: string;
}

/** How all of them went. */
export interface Examination {
  readonly status: "ok" | "unavailable";
  readonly checks: Readonly<Record<string, Verdict>>;
}

/** Asks everything at once; what has not answered within the limit has failed. */
export async function examine(checks: Readonly<Record<string, Check>>, limitMs: number): Promise<Examination> {
  const verdicts = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => [name, await verdictOn(check, limitMs)] as const),
  );
  return {
    status: verdicts.every(([, { ok }]) => ok) ? "ok" : "unavailable",
    checks: Object.fromEntries(verdicts),
  };
}

async function verdictOn(check: Check, limitMs: number): Promise<Verdict> {
  const started = performance.now();
  const milliseconds = () => Math.round(performance.now() - started);
  const answered = new AbortController();
  try {
    await Promise.race([check(), failAfter(limitMs, answered.signal)]);
    return { ok: true, milliseconds: milliseconds() };
  } catch (error) {
    return { ok: false, milliseconds: milliseconds(), reason: reasonOf(error) };
  } finally {
    answered.abort();
  }
}

async function failAfter(limitMs: number, answered: AbortSignal): Promise<void> {
  try {
    await sleep(limitMs, undefined, { signal: answered });
  } catch {
    return; // somebody else won the race
  }
  throw new Error(`no answer within ${limitMs} ms`);
}
