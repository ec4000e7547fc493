import { type Adoption, adoptionText } from "../../../deploy/adoptions";
import { DeployError } from "../../../deploy/deploy-error";
import { Producers } from "../../../deploy/producers";
import { levels } from "../../../deploy/synth";
import { CommandError } from "../../../shared/command-error";
import type { Context } from "../../context";
import { chosenEnvironment } from "../../environment";
import { requireConsent } from "../../prompts";
import { chooseStacks } from "../../stacks/choose";
import { stackVariables } from "../../stacks/variables";
import type { RepairFlags } from "./flags";
import { StackRepair } from "./stack-repair";

interface Looked {
  readonly stack: string;
  readonly adoptions: readonly Adoption[];
  /** Why it could not be looked at. @default - it could */
  readonly problem?: string;
}

/** Looks at a stack. What is wrong with one must not keep the others from being mended. */
async function look(repair: StackRepair, producers: Producers): Promise<Looked> {
  const { id: stack } = repair.stack;
  try {
    const missing = await producers.missing(repair.stack);
    // Nothing of it can exist before what it reads does.
    return { stack, adoptions: missing.length > 0 ? [] : await repair.look() };
  } catch (error) {
    if (!(error instanceof DeployError) || error.kind === "interrupted") throw error;
    return { stack, adoptions: [], problem: error.message };
  }
}

/** Mends what a deployment that was killed has left, so that the next one gets through. */
export async function repair(
  context: Context,
  name: string | undefined,
  stackName: string | undefined,
  { yes = false, unlock = false }: RepairFlags,
): Promise<void> {
  const { terminal, prompts, env, stop, kill } = context;
  const environment = chosenEnvironment(context, name);
  const { all, stacks } = await chooseStacks(context, environment, stackName === undefined ? [] : [stackName]);
  const variables = stackVariables(context, environment, undefined);
  const producers = new Producers(all, { binary: env.TERRAFORM_BINARY_NAME, env: variables, stop, kill });
  const report: Looked[] = [];
  for (const stack of levels(stacks).flat()) {
    const mending = new StackRepair(context, environment, stack, unlock);
    const looked = await look(mending, producers);
    report.push(looked);
    terminal.clear();
    const { adoptions, problem } = looked;
    if (problem !== undefined)
      terminal.say(`${stack.id}: ${terminal.colors.red("could not be looked at")}: ${problem}`);
    else if (adoptions.length === 0) terminal.say(`${stack.id}: nothing exists outside of the state`);
    if (adoptions.length === 0) continue;
    for (const adoption of adoptions) terminal.say(`${stack.id}: ${adoptionText(adoption)}`);
    await requireConsent(prompts, `Take ${adoptions.length === 1 ? "it" : "these"} over into the state?`, yes);
    terminal.status(`${stack.id}: taking over`);
    await mending.adopt(adoptions);
    terminal.say(`${stack.id}: ${adoptions.length} taken over`);
  }
  const document = report.map(({ stack, adoptions, problem }) => ({
    stack,
    adopted: adoptions.map(adoptionText),
    problem: problem ?? null,
  }));
  const count = report.reduce((sum, { adoptions }) => sum + adoptions.length, 0);
  const end =
    count > 0 ? `\n${count} taken over; \`fmctl deploy ${environment.name}\` goes on from here.` : "\nNothing to mend.";
  const failed = report.filter(({ problem }) => problem !== undefined).map(({ stack }) => stack);
  terminal.result({ environment: environment.name, stacks: document }, failed.length > 0 ? [] : [end]);
  if (failed.length > 0) throw new CommandError(`${failed.join(" and ")} could not be looked at, as said above.`);
}
