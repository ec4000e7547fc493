import { statSync } from "node:fs";
import { environmentNames, ENVIRONMENTS_FOLDER } from "../config/load";
import { ConfigError } from "../config/problem";
import { CatalogError } from "./catalog/catalog-error";
import { updatePricesFile } from "./catalog/update-prices";
import { difference } from "./difference";
import { adviseFile, type Basis, estimateFile } from "./estimate-file";
import { type CostOptions, readOptions, USAGE } from "./options";
import { loadPrices, PRICES_FILE } from "./prices";
import { fateJson, fateMarkdown, fateText } from "./render/fate";
import { differenceJson, estimateJson } from "./render/json";
import { comparisonMarkdown, estimateMarkdown } from "./render/markdown";
import { comparisonText, estimateText } from "./render/text";
import { priceNote } from "./render/words";
import { revisionDifferences } from "./revision-difference";
import { type Sink, type Style, styleOf } from "./sink";
import { loadUsage } from "./usage";
import { UsageError } from "./usage-error";

const FAILED = 1;
const MISUSED = 2;

/** What the command gets from whoever starts it. */
export interface CostInvocation {
  readonly args: readonly string[];
  /** Reads FLOWMAESTRO_ENV, FLOWMAESTRO_ENVIRONMENTS, NO_COLOR and CLOUD_BILLING_API_KEY. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Gets the answer. */
  readonly out: Sink;
  /** Gets what went wrong. */
  readonly err: Sink;
  /** @default - the price table of this project */
  readonly pricesFile?: string;
}

interface Session extends Omit<CostInvocation, "args"> {
  readonly basis: Basis;
  readonly style: Style;
}

const json = (value: unknown) => JSON.stringify(value, undefined, 2);
const PARTS = "\n\n";

type Of<Command extends CostOptions["command"]> = Extract<CostOptions, { command: Command }>;

function estimates({ environments, format }: Of<"estimate">, { env, basis, style }: Session): string {
  const asked = environments.length > 0 ? environments : env.FLOWMAESTRO_ENV ? [env.FLOWMAESTRO_ENV] : undefined;
  const all = (asked ?? environmentNames(basis.folder)).map((name) => adviseFile(name, basis));
  if (format === "json") return json({ environments: all.map((each) => estimateJson(each, basis.prices)) });
  return all.map((each) => (format === "markdown" ? estimateMarkdown(each) : estimateText(each, style))).join(PARTS);
}

function comparison({ environments, format }: Of<"compare">, { basis, style }: Session): string {
  const [before, after] = environments.map((name) => estimateFile(name, basis));
  const compared = difference(before!, after!);
  if (format === "json") return json(differenceJson(compared, basis.prices));
  return format === "markdown" ? comparisonMarkdown(compared) : comparisonText(compared, style);
}

function revisions({ revisions: [before, after], format }: Of<"diff">, { env, basis, style }: Session): string {
  const fates = revisionDifferences({ before, after }, basis, env.FLOWMAESTRO_ENV || undefined);
  if (format === "json") return json({ environments: fates.map((fate) => fateJson(fate, basis.prices)) });
  if (format === "text") return fates.map((fate) => fateText(fate, style)).join(PARTS);
  const [first] = fates.flatMap((fate) => (fate.kind === "compared" ? fate.difference.after : fate.estimate));
  return [`### Cost since ${before}`, ...fates.map(fateMarkdown), priceNote(first!)].join(PARTS);
}

async function answer(options: CostOptions, session: Session): Promise<string> {
  switch (options.command) {
    case "help":
      return USAGE;
    case "estimate":
      return estimates(options, session);
    case "compare":
      return comparison(options, session);
    case "diff":
      return revisions(options, session);
    case "update-prices": {
      const { env, pricesFile = PRICES_FILE } = session;
      return updatePricesFile({ file: pricesFile, region: options.region, apiKey: env.CLOUD_BILLING_API_KEY });
    }
  }
}

function environmentsFolder({ FLOWMAESTRO_ENVIRONMENTS: folder }: CostInvocation["env"]): string {
  if (!folder || statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return folder || ENVIRONMENTS_FOLDER;
  throw new UsageError(`FLOWMAESTRO_ENVIRONMENTS: got "${folder}", expected a folder with environment files.`);
}

/**
 * Runs `npm run cost` and returns the exit code: 0, 1 when a file is wrong or the catalog does not answer, 2 for what
 * there is not. Only programming errors are thrown.
 */
export async function runCost({ args, ...invocation }: CostInvocation): Promise<number> {
  const { env, out, err, pricesFile } = invocation;
  try {
    const options = readOptions(args);
    const basis = { prices: loadPrices(pricesFile), usage: loadUsage(), folder: environmentsFolder(env) };
    const text = await answer(options, { ...invocation, basis, style: styleOf(out, env.NO_COLOR) });
    out.write(`${text}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof ConfigError || error instanceof CatalogError)) throw error;
    err.write(`${error.message}\n`);
    return error instanceof UsageError ? MISUSED : FAILED;
  }
}
