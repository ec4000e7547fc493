import { type Context as KubeContext, type Contexts, readContexts } from "../../../local/contexts";
import { Records } from "../../../local/record";
import type { LocalEnvironment } from "../../../../config/schema/local";
import type { Subject } from "./check";

/** The context that a deployment would use, as far as the kubeconfig has it. */
export interface LocalContext {
  readonly contexts: Contexts;
  /** The name that is asked for; nothing when nothing names one. */
  readonly wanted: string | undefined;
  readonly found: KubeContext | undefined;
}

/** Finds it in the order of `npm run local`: the last deployment's, the file's, the current one. */
export function localContext({ context, environment }: Subject<LocalEnvironment>): LocalContext {
  const contexts = readContexts(context.env);
  const last = new Records(context.project, environment.name).read()?.context;
  const wanted = last ?? environment.kubernetes.context ?? contexts.current;
  return { contexts, wanted, found: contexts.all.find(({ name }) => name === wanted) };
}
