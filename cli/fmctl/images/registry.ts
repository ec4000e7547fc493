import { z } from "zod";
import type { Environment } from "../../../config/schema/environment";
import { IMAGE_REPOSITORY } from "../../../stacks/fixed-names";
import { CommandError } from "../../shared/command-error";
import type { GoogleApi } from "../google/api";

const PAGE_SIZE = 1_000;

const tagSchema = z.object({ name: z.string().optional() });
const repositorySchema = z.object({ name: z.string().optional() });
const imagesSchema = z.object({
  dockerImages: z
    .array(
      z.object({
        uri: z.string(),
        tags: z.array(z.string()).default([]),
        imageSizeBytes: z.string().optional(),
        uploadTime: z.string().optional(),
      }),
    )
    .default([]),
  nextPageToken: z.string().optional(),
});

/** An image under one of its tags. */
export interface TaggedImage {
  readonly image: string;
  readonly tag: string;
  /** ISO 8601. */
  readonly pushedAt?: string | undefined;
  /** Bytes, compressed. */
  readonly bytes?: number | undefined;
}

/** Where an environment's images are. */
export function registryOf({ images, project, region }: Environment): string {
  return images.registry ?? `${region}-docker.pkg.dev/${project}/${IMAGE_REPOSITORY}`;
}

/** A repository of Artifact Registry. https://cloud.google.com/artifact-registry/docs/reference/rest */
export class ArtifactRegistry {
  private constructor(
    private readonly google: GoogleApi,
    private readonly registry: string,
    private readonly path: string,
    private readonly folder: string,
  ) {}

  /** The repository of a registry's address; nothing for a registry that is not Google's. */
  static of(google: GoogleApi, registry: string): ArtifactRegistry | undefined {
    const [, location, project, repository, folder = ""] =
      /^([\w-]+)-docker\.pkg\.dev\/([^/]+)\/([^/]+)((?:\/[^/]+)*)$/.exec(registry) ?? [];
    if (location === undefined) return undefined;
    const path = `v1/projects/${project}/locations/${location}/repositories/${repository}`;
    return new ArtifactRegistry(google, registry, path, folder.slice(1));
  }

  /** Whether an image has a tag. */
  async has(image: string, tag: string): Promise<boolean> {
    const name = encodeURIComponent(this.folder ? `${this.folder}/${image}` : image);
    return (await this.google.find(this.at(`/packages/${name}/tags/${tag}`), tagSchema)) !== undefined;
  }

  /** @throws CommandError when the repository is not made yet */
  async mustExist({ name }: Environment): Promise<void> {
    if (await this.google.find(this.at(""), repositorySchema)) return;
    throw new CommandError(`There is no registry ${this.registry} yet; \`fmctl deploy ${name} data\` makes it.`);
  }

  /** Every image with every tag. */
  async all(): Promise<readonly TaggedImage[]> {
    const found: TaggedImage[] = [];
    let pageToken: string | undefined;
    do {
      const query = { pageSize: PAGE_SIZE, pageToken };
      const page = await this.google.request({ ...this.at("/dockerImages"), query }, imagesSchema);
      for (const { uri, tags, imageSizeBytes, uploadTime } of page.dockerImages) {
        const image = uri.slice(this.registry.length + 1).split("@")[0]!;
        const bytes = imageSizeBytes === undefined ? undefined : Number(imageSizeBytes);
        if (!uri.startsWith(`${this.registry}/`)) continue;
        found.push(...tags.map((tag) => ({ image, tag, bytes, pushedAt: uploadTime })));
      }
      pageToken = page.nextPageToken || undefined;
    } while (pageToken !== undefined);
    return found;
  }

  private at(path: string) {
    return { service: "artifactregistry", path: `${this.path}${path}` };
  }
}
