import { table } from "../../table";
import type { Colors } from "../../terminal";
import type { Problem, Section } from "./section";

/** What is not well; several sections that fail for one reason, such as a cluster that does not answer, say it once. */
export function problemsOf(sections: readonly Section[]): readonly Problem[] {
  const told = new Set<string>();
  return sections.flatMap(({ problems }) => problems.filter(({ what }) => !told.has(what) && told.add(what)));
}

/** What containers' runtimes say of a missing image has several hundred characters. */
const MAX_LENGTH = 260;

/** As much of a text as a person wants to read. */
export function shortened(text: string): string {
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
}

/** The status for a person: every section, then what is not well and what to do about it. */
export function statusLines(
  title: string,
  sections: readonly Section[],
  { green, red, bold, dim }: Colors,
): readonly string[] {
  const problems = problemsOf(sections);
  const lines = sections.flatMap(({ name, rows, problems: { length } }) => [
    "",
    `${length === 0 ? green("✔") : red("✘")} ${bold(name)}`,
    ...table(rows).map((row) => `  ${row}`),
    ...(rows.length === 0 && length > 0 ? [dim("  not known, see below")] : []),
  ]);
  if (problems.length === 0) return [title, ...lines, "", green("All is well.")];
  const told = problems.flatMap(({ what, next }) => [`${red("✘")} ${shortened(what)}`, `  next: ${next}`]);
  return [title, ...lines, "", ...told];
}
