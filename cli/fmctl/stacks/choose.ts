import { didYouMean } from "../../../config/nearest";
import type { Stack } from "../../deploy/synth";
import { synthesize } from "../../deploy/synth";
import { CommandError } from "../../shared/command-error";
import { requireTerraform } from "../../shared/require-terraform";
import type { AnyEnvironment, Context } from "../context";
import { EXIT_CODES } from "../exit-code";

/** The stacks of an environment. */
export interface Chosen {
  readonly all: readonly Stack[];
  /** Those that the command is about. */
  readonly stacks: readonly Stack[];
}

/**
 * Makes the stacks of an environment and picks those that are named; all of them when none is.
 *
 * @throws CommandError for a name that no stack has
 */
export async function chooseStacks(
  { project, env, stop, kill }: Pick<Context, "project" | "env" | "stop" | "kill">,
  { name }: AnyEnvironment,
  names: readonly string[],
): Promise<Chosen> {
  requireTerraform(env);
  const all = await synthesize({ project, environment: name, env, stop, kill });
  const known = all.map(({ id }) => id);
  for (const wanted of names) {
    if (known.includes(wanted)) continue;
    const fix = didYouMean(wanted, known, "choose one of them.");
    throw new CommandError(
      `stack: got "${wanted}", expected one of ${known.join(", ")} of ${name}; ${fix}`,
      EXIT_CODES.usage,
    );
  }
  return { all, stacks: names.length > 0 ? all.filter(({ id }) => names.includes(id)) : all };
}
