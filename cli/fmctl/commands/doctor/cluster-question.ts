import type { KubeConfig } from "@kubernetes/client-node";
import { CommandError } from "../../../shared/command-error";
import type { LocalEnvironment } from "../../../../config/schema/local";
import type { Subject } from "./check";

const LEAVES_OUT = /^HTTP-Code: \d+ Message: /;

function reasonOf(error: unknown): string {
  const { code } = error as { readonly code?: unknown };
  if (code === 401 || code === 403) return `it refuses the kubeconfig's login (HTTP ${code})`;
  const { message } = error as Error;
  return message.replace(LEAVES_OUT, "").split("\n")[0]!;
}

/**
 * Asks the cluster of the environment something.
 *
 * @throws CommandError that names the cluster, when it does not answer
 */
export async function askCluster<T>(
  { context, environment }: Subject<LocalEnvironment>,
  ask: (config: KubeConfig) => Promise<T>,
): Promise<T> {
  const { name, config } = await context.cluster(environment);
  try {
    return await ask(config);
  } catch (error) {
    const server = config.getCurrentCluster()?.server;
    throw new CommandError(
      `${name} at ${server} does not answer: ${reasonOf(error)}; start it, or choose another context`,
    );
  }
}
