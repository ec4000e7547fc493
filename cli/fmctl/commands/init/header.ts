import { join, relative } from "node:path";
import type { CloudAnswers } from "./answers";

/** Where the editor's schema is, as the first line of every file names it. */
export function schemaLine({ project, folder }: { readonly project: string; readonly folder: string }): string {
  const path = relative(folder, join(project, "environments", "environment.schema.json"));
  return `yaml-language-server: $schema=${path.startsWith(".") ? path : `./${path}`}`;
}

/** The comment at the top of a new file. */
export function headerLines(
  { name, size, extends: parent }: CloudAnswers,
  places: { readonly project: string; readonly folder: string },
): readonly string[] {
  const from =
    parent === undefined
      ? `a ${size} environment`
      : `${parent} in size ${size}; keys that are not here are ${parent}'s`;
  return [
    schemaLine(places),
    "",
    `FlowMaestro, ${name}: ${from}.`,
    "docs/configuration.md describes every key, also those that are not written here because their default fits.",
  ];
}
