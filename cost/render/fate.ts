import { dollars } from "../money";
import type { Prices } from "../prices";
import { map } from "../range";
import type { Fate } from "../revision-difference";
import type { Style } from "../sink";
import { differenceJson } from "./json";
import { differenceMarkdown } from "./markdown";
import { differenceText, localText } from "./text";
import { amountText } from "./words";

function sentence(fate: Exclude<Fate, { kind: "compared" }>): string {
  const { name, kind, estimate } = fate;
  const costs = `${amountText(estimate.total)} USD a month`;
  switch (kind) {
    case "added":
      return `${name}: new, ${costs}`;
    case "removed":
      return `${name}: gone, ${costs} less`;
    case "unreadable":
      return `${name}: ${costs} now; its former file is not one of this version: ${fate.reason}`;
  }
}

const isLocal = (fate: Fate) => (fate.kind === "compared" ? fate.difference.after : fate.estimate).isLocal;
const local = (fate: Fate) => localText(fate.kind === "compared" ? fate.difference.after : fate.estimate);

/** What became of an environment, for people. */
export function fateText(fate: Fate, style: Style): string {
  if (isLocal(fate)) return local(fate);
  return fate.kind === "compared" ? differenceText(fate.difference, style) : sentence(fate);
}

/** For a pull request. */
export function fateMarkdown(fate: Fate): string {
  if (isLocal(fate)) return local(fate);
  return fate.kind === "compared" ? differenceMarkdown(fate.difference) : sentence(fate);
}

/** For programs. */
export function fateJson(fate: Fate, prices: Prices) {
  if (fate.kind === "compared") {
    return { environment: fate.name, kind: fate.kind, ...differenceJson(fate.difference, prices) };
  }
  const reason = fate.kind === "unreadable" ? { reason: fate.reason } : {};
  return { environment: fate.name, kind: fate.kind, ...reason, usd: map(fate.estimate.total, dollars) };
}
