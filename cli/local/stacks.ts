import { delimiter } from "node:path";
import { kubeconfigVariables } from "../deploy/kubeconfig";
import { type DeployOptions, type Outcomes, succeeded } from "../deploy/deploy";
import { Interrupted, CommandError } from "../shared/command-error";
import type { Session } from "./session";
import { plainDisplay } from "./tell";

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

function afterwards(direction: Direction, { up, down }: Session["commands"]): string {
  if (direction === "destroy") return `\`${down}\` goes on from here.`;
  return `\`${up}\` goes on from here; \`${down}\` removes what there is.`;
}

/** The variables with which Terraform's providers and cli/deploy find a context, whatever becomes the current one. */
export function contextVariables(files: readonly string[], context: string): NodeJS.ProcessEnv {
  return {
    KUBE_CONFIG_PATH: undefined,
    KUBE_CONFIG_PATHS: undefined,
    ...kubeconfigVariables({ KUBECONFIG: files.join(delimiter) }),
    KUBE_CTX: context,
  };
}

/** Makes both stacks of a local environment, and deploys or destroys them. Returns whether anything changed. */
export async function workOnStacks(
  session: Session,
  { direction, context, files, tag }: StacksRequest,
): Promise<boolean> {
  const { engine, environment, project, stop, kill } = session;
  const env = {
    ...session.env,
    ...contextVariables(files, context),
    ...(tag !== undefined && { TF_VAR_image_tag: tag }),
  };
  const stacks = await engine.synthesize({ project, environment: environment.name, env, stop, kill });
  const display = session.display ?? plainDisplay(session.output);
  const options: DeployOptions = {
    stacks,
    clusterOf: engine.clusterOf(env),
    onProgress: display.onProgress,
    binary: session.env.TERRAFORM_BINARY_NAME,
    env,
    stop,
    kill,
  };
  const outcomes: Outcomes = await engine[direction](options);
  await display.settled();
  const kinds = [...outcomes.values()].map(({ kind }) => kind);
  if (kinds.includes("interrupted") || stop?.aborted) throw new Interrupted();
  if (!succeeded(outcomes)) {
    const failed = [...outcomes].filter(([, { kind }]) => kind === "failed" || kind === "stopped").map(([id]) => id);
    throw new CommandError(
      `${failed.join(" and ")} could not be ${direction}ed, as said above; ${afterwards(direction, session.commands)}`,
    );
  }
  return kinds.includes("applied");
}
