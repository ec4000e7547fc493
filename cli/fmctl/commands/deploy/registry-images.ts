import { z } from "zod";
import type { Environment } from "../../../../config/schema/environment";
import { CommandError } from "../../../shared/command-error";
import type { Context } from "../../context";

const tagSchema = z.object({ name: z.string().optional() });

/** The images that an environment runs. */
export function imagesOf({ services, migrations }: Pick<Environment, "services" | "migrations">): readonly string[] {
  return [...new Set([...Object.values(services).map(({ image }) => image), migrations.image])];
}

/** Where Artifact Registry keeps an image; nothing for another registry. */
function packageOf(registry: string, image: string): string | undefined {
  const [, location, project, repository, folder] =
    /^([\w-]+)-docker\.pkg\.dev\/([^/]+)\/([^/]+)\/?(.*)$/.exec(registry) ?? [];
  if (location === undefined) return undefined;
  const name = encodeURIComponent(folder ? `${folder}/${image}` : image);
  return `v1/projects/${project}/locations/${location}/repositories/${repository}/packages/${name}`;
}

/**
 * The images that the registry does not have with this tag. Images that nobody pushed would be noticed by the pods only,
 * after minutes. Another registry than Google's is not asked.
 */
export async function missingImages(
  context: Pick<Context, "google">,
  environment: Environment,
  tag: string,
): Promise<readonly string[]> {
  const { project, region, images } = environment;
  const registry = images.registry ?? `${region}-docker.pkg.dev/${project}/flowmaestro`;
  const google = await context.google();
  const missing = await Promise.all(
    imagesOf(environment).map(async (image) => {
      const path = packageOf(registry, image);
      if (path === undefined) return [];
      const found = await google.find({ service: "artifactregistry", path: `${path}/tags/${tag}` }, tagSchema);
      return found ? [] : [`${registry}/${image}:${tag}`];
    }),
  );
  return missing.flat();
}

/** @throws CommandError when the registry lacks an image */
export async function requireImages(context: Context, environment: Environment, tag: string): Promise<void> {
  const missing = await missingImages(context, environment, tag);
  if (missing.length === 0) return;
  throw new CommandError(
    `${missing.join(" and ")} ${missing.length > 1 ? "are" : "is"} not in the registry; push ` +
      `${missing.length > 1 ? "them" : "it"}, or correct --image-tag. The stacks before the images stay deployed.`,
  );
}
