import { NAMESPACE } from "../../../stacks/fixed-names";
import type { Cluster } from "../cluster/cluster";
import type { TaggedImage } from "./registry";

function parsed(registry: string, reference: string): Pick<TaggedImage, "image" | "tag"> | undefined {
  if (!reference.startsWith(`${registry}/`)) return undefined;
  const [image, tag] = reference.slice(registry.length + 1).split(":");
  return image && tag && !image.includes("@") ? { image, tag } : undefined;
}

/** Which Deployment runs which image, as `image:tag`. */
export async function runningImages(
  cluster: Cluster,
  registry: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const request = { namespace: NAMESPACE };
  const { items } = await cluster.ask("list deployments", () => cluster.apps.listNamespacedDeployment(request));
  const running = new Map<string, string[]>();
  for (const { metadata, spec } of items) {
    for (const { image = "" } of spec?.template.spec?.containers ?? []) {
      const found = parsed(registry, image);
      if (!found) continue;
      const key = `${found.image}:${found.tag}`;
      running.set(key, [...(running.get(key) ?? []), metadata?.name ?? ""]);
    }
  }
  return running;
}

/** The images that the nodes of a cluster have. Each node tells of its fifty largest. */
export async function nodeImages(cluster: Cluster, registry: string): Promise<readonly TaggedImage[]> {
  const { items } = await cluster.ask("list nodes", () => cluster.core.listNode());
  const found = new Map<string, TaggedImage>();
  for (const { names = [], sizeBytes } of items.flatMap(({ status }) => status?.images ?? [])) {
    for (const name of names) {
      const image = parsed(registry, name);
      if (image) found.set(name, { ...image, bytes: sizeBytes });
    }
  }
  return [...found.values()];
}
