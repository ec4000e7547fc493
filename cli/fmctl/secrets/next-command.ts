import type { AnyEnvironment } from "../context";

/** The command that rolls out what was changed. */
export function deployCommand({ name }: Pick<AnyEnvironment, "name">, ...stacks: readonly string[]): string {
  return ["fmctl deploy", name, ...stacks].join(" ");
}
