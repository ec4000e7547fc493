import { didYouMean } from "../../../../config/nearest";
import type { Environment } from "../../../../config/schema/environment";
import { CommandError, Interrupted } from "../../../shared/command-error";
import { type Context, isLocal } from "../../context";
import { chosenEnvironment } from "../../environment";
import { EXIT_CODES } from "../../exit-code";
import { NotWell } from "../../not-well";
import { requireConsent } from "../../prompts";
import { type Added, differs, requireNewest } from "../../secrets/add-version";
import { broughtBy, type EnvironmentSecret, environmentSecrets } from "../../secrets/catalogue";
import { manyValues } from "../../secrets/many-values";
import { deployCommand } from "../../secrets/next-command";
import { NO_LOCAL_INTEGRATIONS } from "../../secrets/refusals";
import { SecretManager } from "../../secrets/secret-manager";
import { doubts } from "../../secrets/shapes";
import { readNamedFile, requireValue, textOf } from "../../secrets/value";
import { table } from "../../table";

/** What `fmctl secrets import` is given. */
export interface ImportOptions {
  readonly environment?: string;
  readonly yes?: boolean;
}

type Plan =
  | { readonly name: string; readonly what: "set"; readonly secret: EnvironmentSecret; readonly value: string }
  | { readonly name: string; readonly what: "unchanged" | "empty" | "provided" | "unknown"; readonly why: string };

/** Variables that pods get by `uses`. */
function brought(environment: Environment): readonly string[] {
  return Object.values(broughtBy(environment)).flatMap(({ env = {}, secretEnv }) => [
    ...Object.keys(env),
    ...Object.keys(secretEnv?.keys ?? {}),
  ]);
}

async function planOf(environment: Environment, manager: SecretManager, name: string, value: string): Promise<Plan> {
  const secrets = environmentSecrets(environment).filter(({ kind }) => kind === "integration");
  const secret = secrets.find((each) => each.name === name);
  if (!secret) {
    const plain = Object.values(environment.services).some(({ env }) => name in env);
    if (plain) return { name, what: "provided", why: "a plain variable of the environment's file" };
    if (brought(environment).includes(name)) return { name, what: "provided", why: "comes with `uses`" };
    const known = secrets.map((each) => each.name);
    const add =
      `no name in integrationSecrets of ${environment.name}: add it there and ` +
      `\`${deployCommand(environment, "data")}\`, then import again`;
    return { name, what: "unknown", why: didYouMean(name, known, add) };
  }
  if (value.trim() === "") return { name, what: "empty", why: "has no value in the file" };
  requireValue(value);
  const newest = await requireNewest(manager, environment, secret);
  if (await differs(manager, secret, newest, value)) return { name, what: "set", secret, value };
  return { name, what: "unchanged", why: `version ${newest.version} has that value` };
}

async function addAll(context: Context, manager: SecretManager, plans: readonly Plan[]): Promise<readonly Added[]> {
  const added: Added[] = [];
  for (const plan of plans) {
    if (plan.what !== "set") continue;
    if (context.stop?.aborted) {
      const done = added.map(({ name }) => name).join(", ") || "nothing";
      throw new Interrupted(`Stopped. Set so far: ${done}. The same command again sets the rest.`);
    }
    const { version } = await manager.add(plan.secret.secretId, plan.value);
    added.push({ name: plan.name, changed: true, version });
    context.terminal.say(`${plan.name} has version ${version} now.`);
  }
  return added;
}

/** `fmctl secrets import`: many integrations' secrets out of one file. */
export async function importSecrets(context: Context, file: string, options: ImportOptions): Promise<void> {
  const { terminal, prompts } = context;
  const environment = chosenEnvironment(context, options.environment);
  if (isLocal(environment)) throw new CommandError(NO_LOCAL_INTEGRATIONS, EXIT_CODES.usage);
  const text = textOf(readNamedFile(context, file));
  if (text === undefined)
    throw new CommandError(`${file}: expected text in UTF-8; nothing was changed.`, EXIT_CODES.usage);
  const values = Object.entries(manyValues(file, text));
  const manager = new SecretManager(await context.google(), environment.project);
  const plans: Plan[] = [];
  for (const [name, value] of values) plans.push(await planOf(environment, manager, name, value));

  const rows = plans.map((plan) => [plan.name, plan.what, plan.what === "set" ? "another value than now" : plan.why]);
  for (const row of table(rows)) terminal.say(row);
  const toSet = plans.filter((plan) => plan.what === "set");
  for (const doubt of toSet.flatMap(({ name, value }) => doubts(name, value))) terminal.complain(`Warning: ${doubt}`);
  if (toSet.length > 0) {
    const what = `${toSet.length} of ${plans.length} in ${environment.project}`;
    await requireConsent(prompts, `Add a new version of ${what}?`, options.yes ?? false);
  }
  const added = await addAll(context, manager, plans);
  const next = deployCommand(environment, "workloads");
  terminal.result(
    {
      environment: environment.name,
      set: added,
      left: plans.filter(({ what }) => what !== "set").map((plan) => ({ name: plan.name, what: plan.what })),
    },
    added.length > 0
      ? [`Nothing has changed for what runs; \`${next}\` hands them out and restarts exactly the pods that read them.`]
      : ["Nothing was changed."],
  );
  const unknown = plans.filter(({ what }) => what === "unknown").length;
  if (unknown > 0) throw new NotWell(`${unknown} of ${plans.length} names are unknown and were left out.`);
}
