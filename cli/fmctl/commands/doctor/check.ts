import type { Environment } from "../../../../config/schema/environment";
import type { LocalEnvironment } from "../../../../config/schema/local";
import type { AnyEnvironment, Context } from "../../context";

/** How it stands: well, well but worth a look, not well, or not asked since something before it is not well. */
export type Verdict = "ok" | "warning" | "wrong" | "skipped";

/** One line of `fmctl doctor`. */
export interface Finding {
  /** What was looked at: `billing`. */
  readonly check: string;
  readonly verdict: Verdict;
  /** What was seen. */
  readonly text: string;
  /** What to do; nothing when all is well. */
  readonly fix?: string | undefined;
}

/** What a check has seen, before it is said which check that was. */
export type Observation = Omit<Finding, "check">;

/** What a check looks at. */
export interface Subject<E extends AnyEnvironment = AnyEnvironment> {
  readonly context: Context;
  readonly environment: E;
}

/** One thing to look at. What it throws is a finding as well. */
export interface Check<E extends AnyEnvironment = AnyEnvironment> {
  readonly title: string;
  /** Titles of the checks without which this one cannot be asked. @default - none */
  readonly needs?: readonly string[];
  /** Whether the deployment goes on without it, so that what cannot be looked at is a warning only. @default - false */
  readonly optional?: boolean;
  /** How long it may take, in milliseconds. @default - 20 seconds */
  readonly limitMs?: number;
  readonly look: (subject: Subject<E>) => Promise<readonly Observation[]>;
}

/** A check of an environment in Google Cloud. */
export type CloudCheck = Check<Environment>;
/** A check of an environment in a cluster of one's own. */
export type LocalCheck = Check<LocalEnvironment>;

/** All is well. */
export function ok(text: string): Observation {
  return { verdict: "ok", text };
}

/** Worth a look, but a deployment goes on. */
export function warning(text: string, fix?: string): Observation {
  return { verdict: "warning", text, fix };
}

/** A deployment would fail. */
export function wrong(text: string, fix?: string): Observation {
  return { verdict: "wrong", text, fix };
}
