import { stringify } from "yaml";
import type { LocalAnswers } from "./answers";
import { schemaLine } from "./header";

/** The text of a local environment's file. */
export function composeLocal(
  { context }: LocalAnswers,
  parent: string,
  places: { readonly project: string; readonly folder: string },
): string {
  return [
    `# ${schemaLine(places)}`,
    "#",
    `# FlowMaestro in a Kubernetes cluster of one's own, as ${parent} is; keys that are not here are ${parent}'s. docs/local.md`,
    "",
    stringify({ extends: { environment: parent } }).trimEnd(),
    "",
    context === undefined
      ? "kubernetes: {} # the current context of the kubeconfig"
      : stringify({ kubernetes: { context } }).trimEnd(),
    "",
  ].join("\n");
}
