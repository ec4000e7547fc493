import { environmentNames } from "../../../../config/load";
import { ConfigError } from "../../../../config/problem";
import { DeployError } from "../../../deploy/deploy-error";
import { synthesize } from "../../../deploy/synth";
import { CommandError } from "../../../shared/command-error";
import type { Context } from "../../context";
import { chosenEnvironment, environmentsFolder } from "../../environment";
import { NotWell } from "../../not-well";

interface Verdict {
  readonly environment: string;
  readonly ok: boolean;
  readonly stacks: readonly string[];
  readonly problems: readonly string[];
}

async function verdictOn(context: Context, name: string): Promise<Verdict> {
  const { project, env, stop, kill } = context;
  try {
    chosenEnvironment(context, name);
    const stacks = await synthesize({ project, environment: name, env, stop, kill });
    return { environment: name, ok: true, stacks: stacks.map(({ id }) => id), problems: [] };
  } catch (error) {
    const isKnown = error instanceof ConfigError || (error instanceof DeployError && error.kind === "synth");
    if (!isKnown) throw error;
    return { environment: name, ok: false, stacks: [], problems: error.message.split("\n") };
  }
}

/** Loads each environment and makes its stacks. Nothing is asked of a cloud or a cluster. */
export async function validate(context: Context, names: readonly string[]): Promise<void> {
  const { terminal } = context;
  const all = names.length > 0 ? names : environmentNames(environmentsFolder(context));
  if (all.length === 0) throw new CommandError("There is no environment yet; `fmctl init` writes one.");
  const verdicts: Verdict[] = [];
  for (const name of all) verdicts.push(await verdictOn(context, name));
  const { green, red } = terminal.colors;
  terminal.result(
    verdicts,
    verdicts.flatMap(({ environment, ok, stacks, problems }) =>
      ok
        ? [`${green("✔")} ${environment}: ${stacks.join(", ")}`]
        : [`${red("✘")} ${environment}`, ...problems.map((each) => `  ${each}`)],
    ),
  );
  const wrong = verdicts.filter(({ ok }) => !ok).length;
  if (wrong > 0) throw new NotWell(`${wrong} of ${verdicts.length} environments cannot be used.`);
}
