import { checkEnvironment } from "../config/checks/environment";
import { pathText } from "../config/path";
import { ADVICE, type Advice } from "./advised-changes";
import { estimate } from "./estimate";
import { dollars } from "./money";
import type { Prices } from "./prices";
import { combine, type Range } from "./range";
import type { Subject } from "./subject";

/** A change that saves something, and how much. */
export interface Saving extends Pick<Advice, "id" | "title" | "risk" | "needs" | "fromTheGuide"> {
  /** In billionths of a dollar a month, by itself; savings of several changes do not add up. */
  readonly amount: Range;
  /** What else the configuration must change before its own checks accept this; empty when nothing. */
  readonly refusedBy: readonly string[];
}

function saving({ change, id, title, risk, needs, fromTheGuide }: Advice, subject: Subject, prices: Prices): Saving[] {
  const changed = change(subject);
  if (!changed) return [];
  const [before, after] = [estimate(subject, prices), estimate(changed, prices)];
  const amount = combine(before.total, after.total, (a, b) => a - b);
  if (dollars(amount.low) <= 0 && dollars(amount.high) <= 0) return [];
  const refusedBy = checkEnvironment(changed.environment).map(({ path, fix }) => `${pathText(path)}: ${fix}`);
  return [{ id, title, risk, needs, fromTheGuide, amount, refusedBy }];
}

/** What each advised change would save, by estimating the changed environment; the largest first. */
export function savings(subject: Subject, prices: Prices): readonly Saving[] {
  const all = ADVICE.flatMap((advice) => saving(advice, subject, prices));
  const middle = ({ amount }: Saving) => amount.low + amount.high;
  return all.sort((a, b) => middle(b) - middle(a));
}
