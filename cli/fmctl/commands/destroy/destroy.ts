import type { LocalEnvironment } from "../../../../config/schema/local";
import { down } from "../../../local/down";
import { type Context, isLocal } from "../../context";
import { chosenEnvironment } from "../../environment";
import { requireConsent, requireName } from "../../prompts";
import { inSession, localSession } from "../../stacks/local-session";
import { destroyCloud } from "./cloud";
import type { DestroyFlags } from "./flags";

async function destroyLocal(context: Context, environment: LocalEnvironment, flags: DestroyFlags): Promise<void> {
  const { name } = environment;
  const session = localSession(context, environment);
  if (session.records.read() || session.records.hasResources()) {
    const what = `This removes ${name} with its database.`;
    if (flags.confirm !== undefined) await requireName(context.prompts, what, name, flags.confirm);
    else await requireConsent(context.prompts, `${what} Go on?`, flags.yes === true);
  }
  await inSession(session, down);
  context.terminal.result({ environment: name, destroyed: true }, []);
}

/** Takes an environment down, wherever it is. */
export async function destroy(context: Context, name: string | undefined, flags: DestroyFlags): Promise<void> {
  const environment = chosenEnvironment(context, name);
  if (isLocal(environment)) return destroyLocal(context, environment, flags);
  return destroyCloud(context, environment, flags);
}
