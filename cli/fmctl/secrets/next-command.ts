import { type AnyEnvironment, isLocal } from "../context";

/** The command that rolls out what was changed in some stacks; a local environment is deployed as a whole. */
export function deployCommand(environment: AnyEnvironment, ...stacks: readonly string[]): string {
  return ["fmctl deploy", environment.name, ...(isLocal(environment) ? [] : stacks)].join(" ");
}
