import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadEnvironment } from "../config/load";
import { difference } from "../cost/difference";
import { adviseFile, estimateFile } from "../cost/estimate-file";
import { guideComparison } from "../cost/guide";
import { loadPrices } from "../cost/prices";
import { comparisonMarkdown } from "../cost/render/markdown";
import { amountText, savingText } from "../cost/render/words";
import { loadUsage } from "../cost/usage";

/** The page on costs, whose tables are written anew. */
export const COST_DOCS_FILE = join(__dirname, "..", "docs", "cost.md");

const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;

function environmentsTable(): string {
  const basis = { prices: loadPrices(), usage: loadUsage() };
  const [staging, production] = ["staging", "production"].map((name) => estimateFile(name, basis));
  return comparisonMarkdown(difference(staging!, production!));
}

function guideTable(): string {
  const rows = guideComparison(loadEnvironment("production"), loadUsage(), loadPrices());
  return [
    row(["", "guide", "here", "", "why"]),
    row(["---", "---:", "---:", "---", "---"]),
    ...rows.map(({ title, guide, ours, verdict, why }) =>
      row([title, amountText(guide), amountText(ours), verdict, why]),
    ),
  ].join("\n");
}

function savingsTable(): string {
  const { savings } = adviseFile("production", { prices: loadPrices(), usage: loadUsage() });
  return [
    row(["change", "saves", "what one gives up"]),
    row(["---", "---:", "---"]),
    ...savings.map(({ title, amount, risk, fromTheGuide }) =>
      row([`${title}${fromTheGuide ? " (guide)" : ""}`, savingText(amount), risk]),
    ),
  ].join("\n");
}

const TABLES = { environments: environmentsTable, guide: guideTable, savings: savingsTable };

/** The page with the tables as they are now, each between its two comments. */
export function costDocs(): string {
  return Object.entries(TABLES).reduce(
    (text, [name, tableOf]) => {
      const block = new RegExp(`(<!-- ${name}: npm run generate -->\n)[^]*?(<!-- /${name} -->)`);
      if (!block.test(text)) throw new Error(`docs/cost.md has no place for the table ${name}.`);
      return text.replace(block, (_, begin: string, end: string) => `${begin}\n${tableOf()}\n\n${end}`);
    },
    readFileSync(COST_DOCS_FILE, "utf8"),
  );
}
