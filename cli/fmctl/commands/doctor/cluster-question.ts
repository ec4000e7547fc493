import type { KubeConfig } from "@kubernetes/client-node";
import { CommandError } from "../../../shared/command-error";
import type { LocalEnvironment } from "../../../../config/schema/local";
import type { Subject } from "./check";

/** Without the whole answer, which the library puts behind it. */
function reasonOf(error: unknown): string {
  return (error as Error).message.replace(/^HTTP-Code: \d+ Message: /, "").split("\n")[0]!;
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
    const where = `${name} at ${config.getCurrentCluster()?.server}`;
    const { code } = error as { readonly code?: unknown };
    const said =
      code === 401 || code === 403
        ? `refuses the kubeconfig's login (HTTP ${code}); log in again`
        : `does not answer: ${reasonOf(error)}; start it`;
    throw new CommandError(`${where} ${said}, or choose another context`);
  }
}
