import { CommandError } from "../../../shared/command-error";
import { type Context, isLocal } from "../../context";
import { chosenEnvironment } from "../../environment";
import { EXIT_CODES } from "../../exit-code";
import { ensureImages } from "../../images/ensure-images";
import { examine } from "../doctor/doctor";
import { plan } from "../plan/plan";
import { deployCloud } from "./cloud";
import type { DeployFlags } from "./flags";
import { deployLocal } from "./local";
import type { Steps } from "./steps";

const STEPS: Steps = { preflight: examine, ensureImages };

/** Deploys an environment, wherever it is. */
export async function deploy(
  context: Context,
  name: string | undefined,
  names: readonly string[],
  flags: DeployFlags,
  steps: Steps = STEPS,
): Promise<void> {
  if (flags.dryRun) return plan(context, name, names, flags);
  const environment = chosenEnvironment(context, name);
  if (!isLocal(environment)) return deployCloud(context, environment, names, flags, steps);
  if (names.length === 0) return deployLocal(context, environment, flags);
  throw new CommandError(
    `stacks: got ${names.join(", ")}, expected none: ${environment.name} is deployed as a whole, in a minute.`,
    EXIT_CODES.usage,
  );
}
