import { delimiter } from "node:path";
import { kubeconfigVariables } from "../../deploy/kubeconfig";
import { KubernetesClient } from "../../deploy/kubernetes-client";
import type { DeployOptions } from "../../deploy/deploy";
import { readStack } from "../../deploy/stack-json";
import { synthesize } from "../../deploy/synth";
import { readContexts } from "../../local/contexts";
import { installHint } from "../../shared/install-hints";
import { CommandError } from "../../shared/command-error";
import { isInstalled } from "../../shared/tool";
import type { Release } from "../cluster/releases";
import { type AnyEnvironment, type Context, isLocal } from "../context";

/** Tags of the images that run: what a plan has to be told so that it changes none of them. */
export function runningTags(services: readonly string[], serving: ReadonlyMap<string, Release>): NodeJS.ProcessEnv {
  const tags = services.flatMap((service) => {
    const tag = serving.get(service)?.tag;
    return tag === undefined ? [] : [[service, tag] as const];
  });
  const common = serving.get("migrations")?.tag ?? tags[0]?.[1];
  return {
    ...(common !== undefined && { TF_VAR_image_tag: common }),
    TF_VAR_image_tags: JSON.stringify(Object.fromEntries(tags)),
  };
}

/**
 * The stacks of an environment and all that is needed to work on them with cli/deploy.
 *
 * @param tags what {@link runningTags} gives, or else
 */
export async function environmentStacks(
  context: Context,
  environment: AnyEnvironment,
  tags: NodeJS.ProcessEnv,
): Promise<Omit<DeployOptions, "onProgress" | "approve">> {
  const { project, stop, kill } = context;
  const binary = context.env.TERRAFORM_BINARY_NAME || "terraform";
  if (!isInstalled(binary, context.env)) {
    const hint = installHint(binary === "tofu" ? "tofu" : "terraform");
    throw new CommandError(`${binary} is not on the PATH; it is needed to work on the stacks. Install it: ${hint}`);
  }
  const connection = await context.cluster(environment);
  const client = new KubernetesClient(connection);
  const env = {
    ...context.env,
    ...(isLocal(environment) && {
      KUBE_CONFIG_PATH: undefined,
      KUBE_CONFIG_PATHS: undefined,
      ...kubeconfigVariables({ KUBECONFIG: readContexts(context.env).files.join(delimiter) }),
      KUBE_CTX: connection.config.getCurrentContext(),
    }),
    ...tags,
  };
  const stacks = await synthesize({ project, environment: environment.name, env, stop, kill });
  const usesCluster = (folder: string) => readStack(folder).provider?.kubernetes !== undefined;
  return { stacks, env, binary, stop, kill, clusterOf: ({ folder }) => (usesCluster(folder) ? client : undefined) };
}
