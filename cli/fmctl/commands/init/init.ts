import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { checkEnvironmentName } from "../../../../config/checks/environment-name";
import { Documents } from "../../../../config/documents";
import { loadAnyEnvironment } from "../../../../config/load";
import { ConfigError, sentence } from "../../../../config/problem";
import type { Environment } from "../../../../config/schema/environment";
import { CommandError } from "../../../shared/command-error";
import { type Context, isLocal } from "../../context";
import { environmentsFolder } from "../../environment";
import { EXIT_CODES } from "../../exit-code";
import { requireConsent } from "../../prompts";
import type { InitOptions } from "./answers";
import { askChoice, type Asking, askText } from "./ask";
import { askCloud } from "./ask-cloud";
import { askContext } from "./ask-local";
import { composeCloud } from "./compose-cloud";
import { composeLocal } from "./compose-local";
import { environmentOf } from "./validate-text";

const LOCAL_TEMPLATE = "local";

function nameProblem(name = ""): string | undefined {
  const [finding] = checkEnvironmentName({ name });
  return finding && sentence({ ...finding, fix: "choose another name", file: "environment" });
}

/** Environments in Google Cloud that can be used as they are. */
function cloudEnvironments(documents: Documents, folder: string, except: string): readonly Environment[] {
  return documents.names.flatMap((name) => {
    if (name === except) return [];
    try {
      const environment = loadAnyEnvironment(name, folder);
      return isLocal(environment) ? [] : [environment];
    } catch (error) {
      if (error instanceof ConfigError) return [];
      throw error;
    }
  });
}

function wantsLocal(asking: Asking, options: InitOptions, written: object): Promise<boolean> {
  const { local, context, project, domain, backend, extends: parent } = options;
  if (local || context !== undefined || "kubernetes" in written) return Promise.resolve(true);
  const isCloud =
    [project, domain, backend, parent].some((each) => each !== undefined) || Object.keys(written).length > 0;
  if (isCloud) return Promise.resolve(false);
  return askChoice(asking, {
    message: "Where does it run?",
    option: "local",
    given: undefined,
    preset: "cloud",
    choices: [
      { value: "cloud", name: "in Google Cloud" },
      { value: "local", name: "in a Kubernetes cluster of your own" },
    ],
  }).then((where) => where === "local");
}

/** A file that is there is changed only when somebody says so. */
async function requireOverwrite({ prompts, yes }: Asking, shown: string, overwrite: boolean): Promise<void> {
  if (overwrite) return;
  if (yes) {
    const fix = "--overwrite changes what init asks for and keeps the rest";
    throw new CommandError(`${shown} exists, so nothing was written; ${fix}.`, EXIT_CODES.declined);
  }
  const message = `${shown} exists. Change what is asked now, and keep its other keys and comments?`;
  await requireConsent(prompts, message, false);
}

/** Asks, checks, writes the file of an environment, and says what comes next. */
export async function init(context: Context, given: string | undefined, options: InitOptions): Promise<void> {
  const { terminal, prompts, project, env } = context;
  const asking = { prompts, yes: options.yes === true };
  const folder = environmentsFolder(context);
  mkdirSync(folder, { recursive: true });
  const documents = new Documents(folder);
  const name = await askText(asking, {
    message: "Name of the environment:",
    option: "environment",
    given,
    preset: "production",
    problem: nameProblem,
  });
  const file = join(folder, `${name}.yaml`);
  const shown = relative(join(folder, ".."), file);
  const exists = existsSync(file);
  if (exists) await requireOverwrite(asking, shown, options.overwrite === true);
  const written = exists ? documents.read(name) : {};
  const writtenText = exists ? readFileSync(file, "utf8") : undefined;

  const local = await wantsLocal(asking, options, written);
  if (local && exists)
    throw new CommandError(`${shown} is short: change it with an editor; docs/local.md.`, EXIT_CODES.usage);
  let text: string;
  if (local) {
    const start = options.extends ?? LOCAL_TEMPLATE;
    text = composeLocal({ name, context: await askContext(asking, options, env) }, start, { project, folder });
  } else {
    const parents = cloudEnvironments(documents, folder, name);
    const answers = await askCloud(asking, options, { name, documents, folder, parents, written });
    const parent = parents.find((each) => each.name === answers.extends);
    text = composeCloud(answers, { project, folder, written: writtenText, parent });
  }
  environmentOf(name, text, folder);
  writeFileSync(file, text, { flag: exists ? "w" : "wx" });

  terminal.say(`${terminal.colors.green("✔")} ${shown} is ${exists ? "changed" : "written"} and passes every check.`);
  terminal.say("Next:");
  terminal.say(`  fmctl doctor ${name}    looks for what would make a deployment fail`);
  terminal.say(`  fmctl deploy ${name}    plans, asks, and deploys`);
}
