import { KubeConfig } from "@kubernetes/client-node";
import type { LocalEnvironment } from "../../../config/schema/local";
import { readContexts } from "../../local/contexts";
import { Records } from "../../local/record";
import type { Context } from "../context";
import { type ClusterConnection, NoCluster } from "./connection";

/** The cluster that a local environment is deployed in, or would be, according to the kubeconfig. */
export function localConnection(
  { project, env }: Pick<Context, "project" | "env">,
  { name, kubernetes }: LocalEnvironment,
): ClusterConnection {
  const { files, current, all } = readContexts(env);
  const context = new Records(project, name).read()?.context ?? kubernetes.context ?? current;
  if (context === undefined || !all.some((each) => each.name === context)) {
    const got = context === undefined ? "no current context" : `no context ${context}`;
    throw new NoCluster(
      `kubeconfig: got ${got}, expected the cluster of ${name}; \`fmctl deploy ${name}\` finds or makes one.`,
    );
  }
  const [first, ...others] = files;
  const config = new KubeConfig();
  config.loadFromFile(first!);
  for (const file of others) {
    const other = new KubeConfig();
    other.loadFromFile(file);
    config.mergeConfig(other, true);
  }
  config.setCurrentContext(context);
  return {
    name: `the cluster of context ${context}`,
    config,
    contextArguments: { kubectl: `--context ${context}`, helm: `--kube-context ${context}` },
  };
}
