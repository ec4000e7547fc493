import { readContexts } from "../../../local/contexts";
import { CommandError } from "../../../shared/command-error";
import { didYouMean } from "../../../../config/nearest";
import { EXIT_CODES } from "../../exit-code";
import type { InitOptions } from "./answers";
import type { Asking } from "./ask";

const CURRENT = "";

/** Which context of the kubeconfig; nothing for the current one, whichever that is. */
export async function askContext(
  asking: Asking,
  { context }: InitOptions,
  env: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  const { all, current } = readContexts(env);
  const names = all.map(({ name }) => name);
  if (context !== undefined) {
    if (names.includes(context)) return context;
    const fix = didYouMean(context, names, "leave it out for the current one.");
    throw new CommandError(
      `--context: got "${context}", expected one of ${names.join(", ") || "none, as the kubeconfig has none"}; ${fix}`,
      EXIT_CODES.usage,
    );
  }
  if (asking.yes || names.length === 0) return undefined;
  const chosen = await asking.prompts.select("Which cluster?", [
    { value: CURRENT, name: `the kubeconfig's current context (now ${current ?? "none"})` },
    ...names.map((name) => ({ value: name, name })),
  ]);
  return chosen === CURRENT ? undefined : chosen;
}
