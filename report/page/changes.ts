import type { ChangeKind, PlannedChange } from "../../cli/deploy/plan";
import { bearsData, countsText, inOrder, summarize } from "../../cli/deploy/summary";
import { type Markup, markup } from "../markup";
import type { ColourOf } from "../picture/draw-stack";
import type { StackPlan } from "./input";
import { code, counted, pill, section, stackChip, table } from "./parts";

const WORDS: Readonly<Record<ChangeKind, { readonly word: string; readonly tone: "good" | "plain" | "danger" }>> = {
  create: { word: "create", tone: "good" },
  update: { word: "change", tone: "plain" },
  replace: { word: "replace", tone: "danger" },
  delete: { word: "delete", tone: "danger" },
  import: { word: "adopt", tone: "plain" },
  forget: { word: "forget, it stays as it is", tone: "plain" },
};

function why({ kind, arguments: names, importId }: PlannedChange): string {
  const adopted = importId !== undefined && kind !== "import" ? "adopted first" : "";
  const because = kind === "replace" ? `because of ${names.join(", ") || "a taint"}` : names.join(", ");
  return [because, adopted].filter(Boolean).join("; ") || "–";
}

interface Located {
  readonly stack: string;
  readonly change: PlannedChange;
}

function changesTable(caption: string, located: readonly Located[], colourOf: ColourOf): Markup {
  const rows = located.map(({ stack, change }) => {
    const { word, tone } = WORDS[change.kind];
    return [
      markup`<span class="pills">${pill(tone, word)}${bearsData(change) && pill("warning", "holds data")}</span>`,
      markup`<strong>${code(change.address)}</strong>`,
      stackChip(stack, colourOf),
      why(change),
    ];
  });
  return table(caption, ["Change", "Resource", "Stack", "Arguments, never their values"], rows, "changes");
}

/** What plans would change: first what loses data, then what holds data, then the rest. */
export function changesSection(plans: readonly StackPlan[], colourOf: ColourOf): Markup {
  const changes = plans.flatMap((plan) => plan.changes);
  const stackOf = new Map(plans.flatMap(({ stack, changes: own }) => own.map((change) => [change, stack] as const)));
  const located = inOrder(changes).map((change): Located => ({ stack: stackOf.get(change)!, change }));
  const { losses, counts } = summarize(changes);
  const lost = located.filter(({ change }) => losses.includes(change));
  const bearing = located.filter(({ change }) => bearsData(change) && !losses.includes(change));
  const rest = located.filter(({ change }) => !bearsData(change));
  const part = (title: string, some: readonly Located[], danger = false) =>
    some.length > 0 &&
    markup`<div class="part${danger && " danger"}"><h3>${title}</h3>${changesTable(title, some, colourOf)}</div>`;
  const perStack = plans.map(({ stack, changes: own }) => {
    const text = own.length > 0 ? countsText(summarize(own).counts) : "no change of a resource";
    return markup`<li>${stackChip(stack, colourOf)} ${text}</li>`;
  });
  return section(
    "changes",
    "What will change",
    markup`${changes.length > 0 ? countsText(counts) : "No resource would change."}${lost.length > 0 && markup`; <strong class="alarm">${counted(lost.length, "resource")} would be lost with ${lost.length === 1 ? "its" : "their"} data</strong>`}`,
    markup`<ul class="plain">${perStack}</ul>`,
    part("Would be lost with its data", lost, true),
    part("Holds data", bearing),
    part("Everything else", rest),
  );
}
