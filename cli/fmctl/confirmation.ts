import { type AnyEnvironment, type Context, isLocal } from "./context";
import { requireConsent, requireName } from "./prompts";

/** What {@link agree} is told on the command line. */
export interface Agreement {
  /** `--yes`. */
  readonly yes?: boolean;
  /** `--confirm`: the environment's name. */
  readonly confirm?: string;
}

/** Whether an environment is one that nobody should change by habit: its data is protected from deletion. */
export function isProtected(environment: AnyEnvironment): boolean {
  return !isLocal(environment) && environment.deletionProtection.enabled;
}

/** Goes on when somebody agrees; for a protected environment, when somebody types its name. */
export async function agree(
  { prompts }: Pick<Context, "prompts">,
  environment: AnyEnvironment,
  what: string,
  { yes = false, confirm }: Agreement,
): Promise<void> {
  if (isProtected(environment)) await requireName(prompts, what, environment.name, confirm);
  else await requireConsent(prompts, what, yes || confirm === environment.name);
}
