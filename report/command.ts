import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { run } from "../cli/deploy/run";
import { environmentNames, loadAnyEnvironment } from "../config/load";
import { didYouMean } from "../config/nearest";
import { ConfigError } from "../config/problem";
import type { Environment } from "../config/schema/environment";
import type { LocalEnvironment } from "../config/schema/local";
import { estimate } from "../cost/estimate";
import { loadPrices } from "../cost/prices";
import { summary, type Summary } from "../cost/render/summary";
import { loadUsage } from "../cost/usage";
import { readOptions, USAGE } from "./options";
import { readPlans } from "./read-plan";
import { report } from "./report";
import { ReportError } from "./report-error";

/** What the command works with. */
export interface ReportCommand {
  readonly args: readonly string[];
  /** Folder of this project. */
  readonly project: string;
  /** Folder that relative paths start from. */
  readonly folder: string;
  /** Folder of the environment files. @default - those of this project */
  readonly environments?: string | undefined;
  readonly say: (line: string) => void;
  readonly complain: (line: string) => void;
}

/** Revision of the code, or nothing where there is no git. */
async function revisionOf(project: string): Promise<string | undefined> {
  const args = ["rev-parse", "--short=12", "HEAD"];
  const ended = await run({ program: "git", args, folder: project, env: process.env }).catch(() => undefined);
  return ended?.code === 0 ? ended.stdout.trim() : undefined;
}

function costOf(environment: Environment | LocalEnvironment): Summary | undefined {
  if ("kubernetes" in environment) return undefined;
  const prices = loadPrices();
  return summary(estimate({ environment, usage: loadUsage() }, prices), prices);
}

function known(names: readonly string[], all: readonly string[]): readonly string[] {
  const unknown = names.find((name) => !all.includes(name));
  if (unknown === undefined) return names.length > 0 ? names : all;
  const fix = didYouMean(unknown, all, `choose one of them or write environments/${unknown}.yaml`);
  throw new ReportError(`Got the environment "${unknown}", expected one of ${all.join(", ")}; ${fix}`);
}

async function write(command: ReportCommand): Promise<void> {
  const { args, project, folder, environments, say } = command;
  const { help, environments: named, out, plans: files } = readOptions(args);
  if (help) return say(USAGE);
  const revision = await revisionOf(project);
  for (const name of known(named, environmentNames(environments))) {
    const environment = loadAnyEnvironment(name, environments);
    const { html } = await report(environment, (architecture) => ({
      revision,
      cost: costOf(environment),
      plans:
        files.length > 0
          ? readPlans(
              files.map((each) => ({ ...each, file: resolve(folder, each.file) })),
              architecture,
            )
          : undefined,
    }));
    const file = out === undefined ? join(project, "report", "out", `${name}.html`) : resolve(folder, out);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, html);
    say(`${name}: ${relative(folder, file)}`);
  }
}

/** Writes the reports that somebody asks for. Returns the exit code; what is wrong is said in sentences. */
export async function runReport(command: ReportCommand): Promise<number> {
  try {
    await write(command);
    return 0;
  } catch (error) {
    if (!(error instanceof ReportError || error instanceof ConfigError)) throw error;
    command.complain(error.message);
    return 1;
  }
}
