import { CoreV1Api } from "@kubernetes/client-node";
import { loaderOf } from "../../../../local/makers";
import { Records } from "../../../../local/record";
import { isInstalled } from "../../../../shared/tool";
import { type LocalCheck, ok, warning, wrong } from "../check";
import { askCluster } from "../cluster-question";
import { localContext } from "../local-context";

/** Registries of this name are nobody's: such images have to be on the nodes. */
const NOWHERE = "localhost/";

/** The images are on the nodes, or a deployment can build and load them. */
export const images: LocalCheck = {
  title: "images",
  needs: ["cluster"],
  async look(subject) {
    const { context, environment } = subject;
    const { images: source, services, migrations, name } = environment;
    const { env, project } = context;
    const loader = loaderOf(localContext(subject).found!);
    const record = new Records(project, name).read()?.images;
    if (loader && record?.source.kind !== "ready") {
      if (!isInstalled("docker", env))
        return [wrong("a deployment builds them, and Docker is not on the PATH", "docs/local.md#which-images")];
      const { program } = loader;
      if (program && !isInstalled(program, env))
        return [
          wrong(`a deployment loads them with ${program}, which is not on the PATH`, "docs/local.md#which-images"),
        ];
      return [ok("a deployment builds and loads what is missing")];
    }
    const registry = source.registry ?? "localhost/flowmaestro";
    const tag = env.TF_VAR_image_tag || (record?.tag ?? source.tag);
    if (!tag) return [wrong("nothing says which tag", "set images.tag in the environment file, or TF_VAR_image_tag")];
    const all = new Set([...Object.values(services).map(({ image }) => image), migrations.image]);
    const wanted = [...all].map((image) => `${registry}/${image}:${tag}`);
    const nodes = await askCluster(subject, (config) => config.makeApiClient(CoreV1Api).listNode());
    const present = new Set(
      nodes.items.flatMap(({ status }) => status?.images ?? []).flatMap(({ names }) => names ?? []),
    );
    const missing = wanted.filter((image) => !present.has(image));
    if (missing.length === 0) return [ok(`all ${wanted.length} with tag ${tag} are on a node`)];
    const text = `${missing.join(", ")} on no node`;
    if (!registry.startsWith(NOWHERE))
      return [warning(`${text} yet`, `they have to be in ${registry}, where the cluster gets them`)];
    return [wrong(text, "push them to a registry and name it in images.registry, or load them into the cluster")];
  },
};
