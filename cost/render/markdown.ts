import type { Difference } from "../difference";
import type { Advised } from "../estimate-file";
import { dollarText } from "../money";
import { NOT_INCLUDED } from "../not-included";
import type { Range } from "../range";
import { localText } from "./text";
import { amountText, arithmeticText, changeText, priceNote, savingText, signedText } from "./words";

const escaped = (text: string) => text.replaceAll("|", "\\|");

/** A table of which the columns after the first `left` are numbers. */
function markdownTable(header: readonly string[], rows: readonly (readonly string[])[], left = 1): readonly string[] {
  const line = (cells: readonly string[]) => `| ${cells.map(escaped).join(" | ")} |`;
  const rule = header.map((_, column) => (column < left ? "---" : "---:"));
  return [line(header), line(rule), ...rows.map(line)];
}

const amounts = ({ low, high }: Range) => [dollarText(low), dollarText(high)];

/** An estimate for a page or a pull request. */
export function estimateMarkdown({ estimate, savings }: Advised): string {
  if (estimate.isLocal) return localText(estimate);
  const { items, discounts, total } = estimate;
  const rows = items.flatMap((item) => [
    [`**${item.title}**`, "", ...amounts(item.total)],
    ...item.lines.map((line) => [line.name, `${arithmeticText(line)}<br>${line.assumption}`, ...amounts(line.amount)]),
  ]);
  const off = discounts.map(({ name, percent, amount }) => [name, `${percent} %`, ...amounts(amount)]);
  return [
    `### ${estimate.environment}: ${amountText(total)} USD a month`,
    "",
    priceNote(estimate),
    "",
    ...markdownTable(["", "how", "low", "high"], [...rows, ...off, ["**Total**", "", ...amounts(total)]], 2),
    "",
    "#### What would save how much, each by itself",
    "",
    ...markdownTable(
      ["change", "what one gives up", "saves"],
      savings.map((saving) => [
        `${saving.title}${saving.fromTheGuide ? " (guide)" : ""}`,
        [
          saving.risk,
          ...(saving.needs ? [`Needs ${saving.needs}.`] : []),
          ...saving.refusedBy.map((problem) => `Refused as it is: ${problem}.`),
        ].join(" "),
        savingText(saving.amount),
      ]),
      2,
    ),
    "",
    `Not in these figures: ${NOT_INCLUDED.join("; ")}.`,
  ].join("\n");
}

/** Two environments side by side. */
export function comparisonMarkdown({ before, after, items, change }: Difference): string {
  const row = (title: string, left: Range, right: Range, more: Range) => [
    title,
    ...amounts(left),
    ...amounts(right),
    signedText(more.low),
    signedText(more.high),
  ];
  const header = [before.environment, after.environment, "difference"].flatMap((name) => [
    `${name}, low`,
    `${name}, high`,
  ]);
  const rows = items.map((item) => row(item.title, item.before, item.after, item.change));
  return markdownTable(["", ...header], [...rows, row("**Total**", before.total, after.total, change)]).join("\n");
}

/** What a change of an environment's file does to its cost. */
export function differenceMarkdown({ before, after, changedLines, change }: Difference): string {
  const name = after.environment;
  if (changedLines.length === 0) return `**${name}**: ${amountText(after.total)} USD a month, as before.`;
  const rows = changedLines.map((line) => [
    `${line.item}, ${line.name}`,
    line.before ? amountText(line.before.amount) : "none",
    line.after ? amountText(line.after.amount) : "none",
    changeText(line.change),
  ]);
  return [
    `**${name}**: ${amountText(before.total)} → ${amountText(after.total)} USD a month (${changeText(change)})`,
    "",
    ...markdownTable(["", "before", "after", "change"], rows),
  ].join("\n");
}
