import { z } from "zod";
import type { GoogleApi } from "./api";

const tagSchema = z.object({ name: z.string() });

/** REGION-docker.pkg.dev/PROJECT/REPOSITORY/IMAGE: https://cloud.google.com/artifact-registry/docs/docker/names */
const ADDRESS = /^([a-z0-9-]+)-docker\.pkg\.dev\/([^/]+)\/([^/]+)\/(.+)$/;

/**
 * Whether Artifact Registry has an image with a tag; nothing when the image is in another registry.
 *
 * @param image without its tag
 */
export async function hasImage(google: GoogleApi, image: string, tag: string): Promise<boolean | undefined> {
  const [, location, project, repository, name] = ADDRESS.exec(image) ?? [];
  if (name === undefined) return undefined;
  const home = `v1/projects/${project}/locations/${location}/repositories/${repository}`;
  const path = `${home}/packages/${encodeURIComponent(name)}/tags/${tag}`;
  return (await google.find({ service: "artifactregistry", path }, tagSchema)) !== undefined;
}
