import { parseArgs } from "node:util";
import { ReportError } from "./report-error";

/** A file with a plan, and the stack that somebody said it is of. */
export interface PlanFile {
  /** @default - found by the plan's addresses */
  readonly stack?: string | undefined;
  readonly file: string;
}

/** What somebody typed. */
export interface ReportOptions {
  readonly help: boolean;
  /** Names of environments; empty for all of them. */
  readonly environments: readonly string[];
  /** File of the page. @default - report/out/ENVIRONMENT.html */
  readonly out?: string | undefined;
  readonly plans: readonly PlanFile[];
}

/** What the options are. */
export const USAGE = `npm run report                                   writes report/out/ENVIRONMENT.html for every environment
npm run report -- production                     … for one
npm run report -- production --out FILE          … to another file
npm run report -- production --plan [STACK=]FILE … with what a plan would change; once for each stack

FILE of a plan is what \`terraform show -json PLAN\` prints. FLOWMAESTRO_ENVIRONMENTS names another folder of environments.
More: docs/report.md`;

const OPTIONS = {
  out: { type: "string" },
  plan: { type: "string", multiple: true, default: [] as string[] },
  help: { type: "boolean", short: "h", default: false },
} as const;

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true, strict: true });
  } catch (error) {
    throw new ReportError(`${(error as Error).message.split("\n")[0]!.replace(/\.$/, "")}.\n\n${USAGE}`);
  }
}

function planFile(text: string): PlanFile {
  const [, stack, file] = /^(?:([\w-]+)=)?(.*)$/.exec(text) ?? [];
  if (!file) throw new ReportError(`--plan got "${text}", expected a file, or STACK=FILE.\n\n${USAGE}`);
  return { stack, file };
}

/** @throws ReportError with the usage for what it does not know */
export function readOptions(args: readonly string[]): ReportOptions {
  const { values, positionals } = parsed(args);
  const { out, plan, help } = values;
  if (positionals.length !== 1 && (out !== undefined || plan.length > 0)) {
    const option = out === undefined ? "--plan" : "--out";
    const got = positionals.length === 0 ? "none" : positionals.join(", ");
    throw new ReportError(`${option} is for one environment, got ${got}; name the one it is for.\n\n${USAGE}`);
  }
  return { help, environments: positionals, out, plans: plan.map(planFile) };
}
