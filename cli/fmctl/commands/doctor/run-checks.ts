import { setTimeout as sleep } from "node:timers/promises";
import { CommandError, Interrupted } from "../../../shared/command-error";
import type { AnyEnvironment } from "../../context";
import { GoogleError } from "../../google/google-error";
import type { Check, Finding, Observation, Subject } from "./check";

const LIMIT_MS = 20_000;

const late = Symbol("late");

async function within<T>(limitMs: number, work: Promise<T>): Promise<T | typeof late> {
  const timer = new AbortController();
  try {
    return await Promise.race([work, sleep(limitMs, late, { signal: timer.signal })]);
  } finally {
    timer.abort();
  }
}

/** Our sentences end with what to do, behind the last semicolon. */
function parts(message: string): Pick<Observation, "text" | "fix"> {
  const sentence = message.replace(/\.$/, "");
  const end = sentence.lastIndexOf("; ");
  return end === -1 ? { text: sentence } : { text: sentence.slice(0, end), fix: sentence.slice(end + 2) };
}

/** Nobody may look, or the API that would tell is off: that says nothing about what was looked for. */
function cannotLook(error: unknown): boolean {
  return error instanceof GoogleError && error.status === 403;
}

async function observations<E extends AnyEnvironment>(
  { look, optional = false, limitMs = LIMIT_MS }: Check<E>,
  subject: Subject<E>,
): Promise<readonly Observation[]> {
  try {
    const seen = await within(limitMs, look(subject));
    if (seen !== late) return seen;
    const fix = "check the network, a proxy, a VPN, and run it again";
    return [{ verdict: optional ? "warning" : "wrong", text: `no answer within ${limitMs / 1000} s`, fix }];
  } catch (error) {
    if (!(error instanceof CommandError) || error instanceof Interrupted) throw error;
    const verdict = optional && cannotLook(error) ? "warning" : "wrong";
    return [{ verdict, ...parts(error.message) }];
  }
}

/**
 * Looks at everything side by side. A check begins when those that it needs are done, and is skipped when one of them is
 * not well. The findings come in the order of the checks.
 *
 * @param onDone is told of each check as it ends
 */
export async function runChecks<E extends AnyEnvironment>(
  checks: readonly Check<E>[],
  subject: Subject<E>,
  onDone: (title: string) => void = () => undefined,
): Promise<readonly Finding[]> {
  const { stop } = subject.context;
  const running = new Map<string, Promise<readonly Finding[]>>();
  const findingsOf = async (check: Check<E>): Promise<readonly Finding[]> => {
    for (const need of check.needs ?? []) {
      const before = await running.get(need);
      const hindrance = before?.find(({ verdict }) => verdict === "wrong" || verdict === "skipped");
      if (!hindrance) continue;
      const text = hindrance.verdict === "skipped" ? hindrance.text : `not asked: ${need} comes first`;
      return [{ check: check.title, verdict: "skipped", text }];
    }
    if (stop?.aborted) throw new Interrupted();
    const seen = await observations(check, subject);
    return seen.map((each) => ({ check: check.title, ...each }));
  };
  for (const check of checks) {
    running.set(
      check.title,
      findingsOf(check).finally(() => onDone(check.title)),
    );
  }
  const stopped = new Promise<never>((_resolve, reject) => {
    stop?.addEventListener("abort", () => reject(new Interrupted("Stopped; doctor changes nothing.")), { once: true });
  });
  return (await Promise.race([Promise.all(running.values()), stopped])).flat();
}
