import { table } from "../../table";
import type { Colors } from "../../terminal";
import type { Section } from "./section";

/** The status for a person: every section, then what is not well and what to do about it. */
export function statusLines(title: string, sections: readonly Section[], { green, red, bold, dim }: Colors): readonly string[] {
  const problems = sections.flatMap(({ problems: each }) => each);
  const lines = sections.flatMap(({ name, rows, problems: { length } }) => [
    "",
    `${length === 0 ? green("✔") : red("✘")} ${bold(name)}`,
    ...table(rows).map((row) => `  ${row}`),
    ...(rows.length === 0 && length > 0 ? [dim("  not known, see below")] : []),
  ]);
  if (problems.length === 0) return [title, ...lines, "", green("All is well.")];
  const told = problems.flatMap(({ what, next }) => [`${red("✘")} ${what}`, `  next: ${next}`]);
  return [title, ...lines, "", ...told];
}
