import { parseArgs } from "node:util";
import { UsageError } from "./usage-error";

/** How the answer is written. */
export type Format = "text" | "json" | "markdown";

/** What somebody typed. */
export type CostOptions =
  | { readonly command: "help" }
  | { readonly command: "estimate"; readonly environments: readonly string[]; readonly format: Format }
  | { readonly command: "compare"; readonly environments: readonly [string, string]; readonly format: Format }
  | { readonly command: "diff"; readonly revisions: readonly [string, string?]; readonly format: Format }
  | { readonly command: "update-prices"; readonly region: string };

/** What the options are. */
export const USAGE = `npm run cost                                a month's estimate of every environment, or of FLOWMAESTRO_ENV
npm run cost -- production                  … of this one
npm run cost -- --compare staging production
                                            two environments side by side
npm run cost -- --diff main [REVISION]      what changed since a revision: until now, or until another one
npm run cost -- --update-prices [REGION]    writes what the Cloud Billing Catalog says into cost/prices.yaml, for
                                            us-central1 or another region; CLOUD_BILLING_API_KEY is an API key

--json and --markdown write for programs and for pull requests (with npm: npm run --silent cost -- …).
FLOWMAESTRO_ENVIRONMENTS names another folder of environments. More: docs/cost.md`;

const OPTIONS = {
  compare: { type: "boolean", default: false },
  diff: { type: "boolean", default: false },
  "update-prices": { type: "boolean", default: false },
  json: { type: "boolean", default: false },
  markdown: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;

const DEFAULT_REGION = "us-central1";

function wrong(sentence: string): UsageError {
  return new UsageError(`${sentence}\n\n${USAGE}`);
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true, strict: true });
  } catch (error) {
    throw wrong(`${(error as Error).message.split(/[\n.]/)[0]!}.`);
  }
}

/** @throws UsageError with the usage for what it does not know */
export function readOptions(args: readonly string[]): CostOptions {
  const { values, positionals } = parsed(args);
  const { compare, diff, "update-prices": update, json, markdown, help } = values;
  if (help) return { command: "help" };
  if ([compare, diff, update].filter(Boolean).length > 1) {
    throw wrong("--compare, --diff and --update-prices each do something else: choose one of them.");
  }
  if (json && markdown) throw wrong("--json and --markdown exclude each other: choose one of them.");
  const format = json ? "json" : markdown ? "markdown" : "text";
  const [first, second] = positionals;
  const count = positionals.length;
  if (compare) {
    if (count !== 2) throw wrong(`--compare takes two environments, got ${count}.`);
    return { command: "compare", environments: [first!, second!], format };
  }
  if (diff) {
    if (count !== 1 && count !== 2) throw wrong(`--diff takes one revision or two, got ${count}.`);
    return { command: "diff", revisions: [first!, second], format };
  }
  if (update) {
    if (count > 1 || format !== "text") throw wrong("--update-prices takes at most a region.");
    return { command: "update-prices", region: first ?? DEFAULT_REGION };
  }
  return { command: "estimate", environments: positionals, format };
}
