import { isInstalled } from "../../../../shared/tool";
import { installHint } from "../../../../shared/install-hints";
import { placeOf } from "../../../../local/server-address";
import { type LocalCheck, type Observation, ok, wrong } from "../check";
import { localContext } from "../local-context";

const MAKERS = ["kind", "minikube"] as const;

/** Without a current context a deployment makes a cluster, if it can. */
function noContext(env: NodeJS.ProcessEnv): Observation {
  const maker = MAKERS.find((each) => isInstalled(each, env));
  if (maker) return ok(`no current context; a deployment makes a cluster with ${maker}`);
  const fix = `install kind: ${installHint("kind")}, or choose a context with \`kubectl config use-context\``;
  return wrong("no current context, and neither kind nor minikube is on the PATH to make a cluster", fix);
}

/** The kubeconfig names the cluster, and its server is one that may be used. */
export const kubeconfig: LocalCheck = {
  title: "kubeconfig",
  async look(subject) {
    const { context, environment } = subject;
    const { contexts, wanted, found } = localContext(subject);
    if (wanted === undefined) return [noContext(context.env)];
    if (!found) {
      const known = contexts.all.map(({ name }) => name).join(", ") || "none";
      const fix = `it has ${known}; correct kubernetes.context, or \`kubectl config use-context\``;
      return [wrong(`${contexts.named.join(", ")} has no context ${wanted}`, fix)];
    }
    const { server } = found;
    const resolve = async (host: string) => (await context.resolver.addresses(host)).map(({ address }) => address);
    const place = await placeOf(server, resolve);
    if (place.kind === "own" || environment.kubernetes.remote?.server === server) return [ok(`${wanted}, ${server}`)];
    const why = place.kind === "public" ? `${place.address} is a public address` : `${place.host} cannot be found`;
    const fix = "choose another context, or say in the file why this may be used: kubernetes.remote";
    return [wrong(`${wanted}, ${server}: ${why}`, fix)];
  },
};
