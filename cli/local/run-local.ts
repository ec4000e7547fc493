import { loadAnyEnvironment } from "../../config/load";
import { ConfigError } from "../../config/problem";
import type { LocalEnvironment } from "../../config/schema/local";
import { DeployError } from "../deploy/deploy-error";
import type { Interrupt } from "../deploy/run";
import { down } from "./down";
import { Interrupted, CommandError } from "../shared/command-error";
import { readOptions, USAGE } from "./options";
import type { Output } from "../shared/output";
import { Records } from "./record";
import type { Commands, Engine } from "./session";
import { up } from "./up";

const DEFAULT_ENVIRONMENT = "local";
const FAILED = 1;
/** 128 and the number of SIGINT, as shells count. */
const INTERRUPTED = 130;

/** What the command gets from whoever starts it. */
export interface Invocation extends Interrupt {
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Folder of this project. */
  readonly project: string;
  readonly output: Output;
  readonly engine: Engine;
}

function localEnvironment(env: NodeJS.ProcessEnv): LocalEnvironment {
  const environment = loadAnyEnvironment(env.FLOWMAESTRO_ENV || DEFAULT_ENVIRONMENT, env.FLOWMAESTRO_ENVIRONMENTS);
  if ("kubernetes" in environment) return environment;
  throw new CommandError(
    `FLOWMAESTRO_ENV: got "${environment.name}", which is in Google Cloud, expected an environment whose file has the ` +
      `key kubernetes; unset it for ${DEFAULT_ENVIRONMENT}.`,
  );
}

const COMMANDS: Commands = {
  up: "npm run local",
  down: "npm run local:down",
  imagesReady: "npm run local -- --images-ready",
};

/** What somebody who stopped it has to know. */
export function leftText(records: Records, { up, down }: Commands): string {
  const record = records.read();
  if (!record && !records.hasResources()) return "Stopped. Nothing was made.";
  const cluster = record ? `the cluster of context ${record.context}` : "the cluster";
  const own = record?.made ? ", which it has made" : "";
  return (
    `Stopped. What was made so far stays in ${cluster}${own}: \`${up}\` goes on from there, ` +
    `\`${down}\` removes it.`
  );
}

/** Runs `npm run local` or `npm run local:down` and returns the exit code. Only programming errors are thrown. */
export async function runLocal({ args, env, project, output, engine, stop, kill }: Invocation): Promise<number> {
  let records: Records | undefined;
  try {
    const options = readOptions(args);
    if (options.command === "help") {
      output.say(USAGE);
      return 0;
    }
    const environment = localEnvironment(env);
    records = new Records(project, environment.name);
    const session = { project, environment, env, output, records, engine, commands: COMMANDS, stop, kill };
    if (options.command === "down") await down(session);
    else await up(session, options);
    return 0;
  } catch (error) {
    const stopped = error instanceof Interrupted || (error instanceof DeployError && error.kind === "interrupted");
    if (stopped && records) {
      output.complain(leftText(records, COMMANDS));
      return INTERRUPTED;
    }
    if (!(error instanceof CommandError || error instanceof DeployError || error instanceof ConfigError)) throw error;
    output.complain(error.message);
    return FAILED;
  } finally {
    output.clear();
  }
}
