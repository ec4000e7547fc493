import { z } from "zod";
import type { GoogleApi } from "../../google/api";
import type { KnownResource } from "./state";

const objectsSchema = z.object({ items: z.array(z.object({ name: z.string() })).optional() });

/** The buckets that hold something, older versions included: Google refuses to delete these. */
export async function fullBuckets(google: GoogleApi, resources: readonly KnownResource[]): Promise<readonly string[]> {
  const names = resources
    .filter(({ type }) => type === "google_storage_bucket")
    .map(({ attributes }) => String(attributes.name));
  const full = await Promise.all(
    names.map(async (name) => {
      const query = { maxResults: 1, versions: "true", fields: "items(name)" };
      const found = await google.find({ service: "storage", path: `storage/v1/b/${name}/o`, query }, objectsSchema);
      return found?.items?.length ? [name] : [];
    }),
  );
  return full.flat();
}

/** What to do about a bucket that holds something. */
export function bucketLine(name: string): string {
  return `  the bucket ${name} has objects in it; \`gcloud storage rm --recursive --all-versions gs://${name}/**\` deletes them for ever`;
}
