import type { Document } from "../documents";
import { valueAt } from "../path";
import type { Finding } from "../problem";
import type { Environment } from "../schema/environment";

type Documents = Readonly<Record<string, Document>>;

/** The project that a file names, or has from the file that it starts from; nothing when they go in a circle. */
function projectOf(name: string, documents: Documents, seen: readonly string[] = []): unknown {
  const document = documents[name];
  if (!document || seen.includes(name)) return undefined;
  // A local environment takes over what runs, and has no project.
  if ("kubernetes" in document) return undefined;
  const parent = String(valueAt(document, ["extends", "environment"]));
  return document.project ?? projectOf(parent, documents, [...seen, name]);
}

/**
 * No other environment has the same project: names do not carry the environment, so they would fight over resources.
 *
 * @param documents every environment's file as it is written, by the environment's name
 */
export function* checkProjects(
  { name, project }: Pick<Environment, "name" | "project">,
  documents: Documents,
): Iterable<Finding> {
  const others = Object.keys(documents).filter((other) => other !== name && projectOf(other, documents) === project);
  if (others.length === 0) return;
  const expected = `a project of its own, as ${others.join(", ")} has ${project} too`;
  yield { path: ["project"], got: documents[name]?.project, expected, fix: "give every environment its own project" };
}
