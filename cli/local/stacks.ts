import { delimiter } from "node:path";
import { kubeconfigVariables } from "../deploy/kubeconfig";
import { type DeployOptions, type Outcomes, succeeded } from "../deploy/deploy";
import { Interrupted, CommandError } from "../shared/command-error";
import type { Session } from "./session";
import { teller } from "./tell";

/** Which way. */
export type Direction = "deploy" | "destroy";

/** What to do with the stacks of an environment. */
export interface StacksRequest {
  readonly direction: Direction;
  readonly context: string;
  /** Files of the kubeconfig. */
  readonly files: readonly string[];
  /** @default - the environment's own */
  readonly tag?: string | undefined;
}

const AFTERWARDS: Record<Direction, string> = {
  deploy: "`npm run local` goes on from here; `npm run local:down` removes what there is.",
  destroy: "`npm run local:down` goes on from here.",
};

/** Makes both stacks of a local environment, and deploys or destroys them. Returns whether anything changed. */
export async function workOnStacks(
  session: Session,
  { direction, context, files, tag }: StacksRequest,
): Promise<boolean> {
  const { engine, environment, project, stop, kill } = session;
  const env = {
    ...session.env,
    KUBE_CONFIG_PATH: undefined,
    KUBE_CONFIG_PATHS: undefined,
    ...kubeconfigVariables({ KUBECONFIG: files.join(delimiter) }),
    // Both providers and cli/deploy read it: what becomes the current context meanwhile does not matter.
    KUBE_CTX: context,
    ...(tag !== undefined && { TF_VAR_image_tag: tag }),
  };
  const stacks = await engine.synthesize({ project, environment: environment.name, env, stop, kill });
  const options: DeployOptions = {
    stacks,
    clusterOf: engine.clusterOf(env),
    onProgress: teller(session.output),
    binary: session.env.TERRAFORM_BINARY_NAME,
    env,
    stop,
    kill,
  };
  const outcomes: Outcomes = await engine[direction](options);
  const kinds = [...outcomes.values()].map(({ kind }) => kind);
  if (kinds.includes("interrupted") || stop?.aborted) throw new Interrupted();
  if (!succeeded(outcomes)) {
    const failed = [...outcomes].filter(([, { kind }]) => kind === "failed" || kind === "stopped").map(([id]) => id);
    throw new CommandError(
      `${failed.join(" and ")} could not be ${direction}ed, as said above; ${AFTERWARDS[direction]}`,
    );
  }
  return kinds.includes("applied");
}
