import type { Saving } from "../advice";
import type { Difference } from "../difference";
import type { Estimate, ItemEstimate } from "../estimate";
import type { Advised } from "../estimate-file";
import { dollarText } from "../money";
import { NOT_INCLUDED } from "../not-included";
import { type Range, sum } from "../range";
import type { Style } from "../sink";
import { type Row, table, wrapped } from "./table";
import { amountText, arithmeticText, changeText, priceNote, savingText, signedText } from "./words";

const amounts = ({ low, high }: Range): Row => [dollarText(low), dollarText(high)];

/** What an environment in a cluster of one's own costs. */
export function localText({ environment }: Estimate): string {
  return `${environment} is in a cluster of your own: it costs nothing at Google.`;
}

function itemRows({ title, total, lines }: ItemEstimate): readonly Row[] {
  return [
    [`  ${title}`, ...amounts(total)],
    ...lines.flatMap((line): Row[] => [
      [`    ${line.name}: ${arithmeticText(line)}`, ...amounts(line.amount)],
      ...wrapped(line.assumption, "      ").map((text): Row => [text]),
    ]),
  ];
}

function bill({ items, discounts, total }: Estimate, style: Style): readonly string[] {
  const groups = [...new Set(items.map(({ group }) => group))];
  const rows = groups.flatMap((group): Row[] => {
    const own = items.filter((item) => item.group === group);
    return [[group, ...amounts(sum(own.map((item) => item.total)))], ...own.flatMap(itemRows)];
  });
  const off = discounts.map(({ name, percent, amount }): Row => [`${name}: ${percent} %`, ...amounts(amount)]);
  const lines = table([["", "low", "high"], ...rows, ...off, ["Total", ...amounts(total)]]);
  const styled = (line: string) => {
    if (line.startsWith("      ")) return /\slow\s+high$/.test(line) ? line : style.dim(line);
    return line.startsWith("    ") ? line : style.bold(line);
  };
  return lines.map(styled);
}

function adviceLines(savings: readonly Saving[], style: Style): readonly string[] {
  if (savings.length === 0) return [];
  return [
    "",
    style.bold("What would save how much a month, each by itself (estimated again with the change)"),
    ...savings.flatMap(({ title, amount, risk, needs, refusedBy, fromTheGuide }) => [
      `  ${savingText(amount)}: ${style.bold(title)}${fromTheGuide ? " (a tip of the guide)" : ""}`,
      ...wrapped(risk, "    ").map(style.dim),
      ...(needs ? wrapped(`Needs ${needs}.`, "    ").map(style.dim) : []),
      ...refusedBy.flatMap((problem) => wrapped(`Refused as it is: ${problem}.`, "    ").map(style.dim)),
    ]),
  ];
}

/** An estimate for people. */
export function estimateText({ estimate, savings }: Advised, style: Style): string {
  if (estimate.isLocal) return localText(estimate);
  return [
    style.bold(`${estimate.environment}, ${estimate.region}: ${amountText(estimate.total)} USD a month`),
    ...wrapped(priceNote(estimate), ""),
    "",
    ...bill(estimate, style),
    ...adviceLines(savings, style),
    "",
    style.bold("Not in these figures"),
    ...NOT_INCLUDED.flatMap((what) => wrapped(what, "  ")),
  ].join("\n");
}

/** Two environments side by side. */
export function comparisonText({ before, after, items, change }: Difference, style: Style): string {
  const row = (title: string, left: Range, right: Range, more: Range): Row => [
    title,
    ...amounts(left),
    ...amounts(right),
    signedText(more.low),
    signedText(more.high),
  ];
  const [header, ...lines] = table([
    ["", `${before.environment}: low`, "high", `${after.environment}: low`, "high", "difference: low", "high"],
    ...items.map((item) => row(item.title, item.before, item.after, item.change)),
    row("Total", before.total, after.total, change),
  ]);
  return [
    style.bold(`${before.environment}, ${after.environment}, and what ${after.environment} costs more`),
    ...wrapped(priceNote(after.isLocal ? before : after), ""),
    "",
    header!,
    ...lines.slice(0, -1),
    style.bold(lines.at(-1)!),
  ].join("\n");
}

/** What a change of an environment's file does to its cost. */
export function differenceText({ before, after, changedLines, change }: Difference, style: Style): string {
  const title = `${after.environment}: ${amountText(before.total)} before, ${amountText(after.total)} after`;
  if (changedLines.length === 0) return style.bold(`${after.environment}: ${amountText(after.total)}, as before`);
  const rows = changedLines.map(
    (line): Row => [
      `  ${line.item}, ${line.name}`,
      line.before ? amountText(line.before.amount) : "none",
      line.after ? amountText(line.after.amount) : "none",
      changeText(line.change),
    ],
  );
  return [
    style.bold(`${title} (${changeText(change)} USD a month)`),
    ...table([["", "before", "after", "change"], ...rows]),
  ].join("\n");
}
