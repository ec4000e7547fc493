import { type Cluster } from "../../cluster/cluster";
import { nodeImages } from "../../cluster/node-images";
import type { Release } from "../../cluster/releases";
import { type AnyEnvironment, type Context, isLocal } from "../../context";
import { hasImage } from "../../google/artifact-registry";

/** Whether the image of a release can still be had. */
export type Presence = "exists" | "gone" | "not known";

/** Registries that stand for "on the node": nothing is ever pulled from there. */
const NOWHERE = /^localhost(:\d+)?\//;

function repositoryOf({ values }: Release): string | undefined {
  const { image } = values as { readonly image?: { readonly repository?: unknown } };
  return typeof image?.repository === "string" ? image.repository : undefined;
}

/** Finds out for each release whether its image still exists: in the registry, or on the nodes of one's own cluster. */
export async function presences(
  context: Context,
  environment: AnyEnvironment,
  cluster: Cluster,
  releases: readonly Release[],
): Promise<ReadonlyMap<Release, Presence>> {
  const images = isLocal(environment) ? await nodeImages(cluster) : undefined;
  const asked = new Map<string, Promise<Presence>>();
  const presenceOf = async (repository: string, tag: string): Promise<Presence> => {
    if (images) {
      if (images.names.has(`${repository}:${tag}`)) return "exists";
      return images.complete && NOWHERE.test(repository) ? "gone" : "not known";
    }
    const found = await hasImage(await context.google(), repository, tag);
    return found === undefined ? "not known" : found ? "exists" : "gone";
  };
  const found = releases.map(async (release) => {
    const repository = repositoryOf(release);
    if (repository === undefined || release.tag === undefined) return [release, "not known"] as const;
    const key = `${repository}:${release.tag}`;
    const presence = asked.get(key) ?? presenceOf(repository, release.tag);
    asked.set(key, presence);
    return [release, await presence] as const;
  });
  return new Map(await Promise.all(found));
}
