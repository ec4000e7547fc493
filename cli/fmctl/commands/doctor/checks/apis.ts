import { z } from "zod";
import { APIS } from "../../../../../stacks/apis";
import type { GoogleApi } from "../../../google/api";
import { type CloudCheck, ok } from "../check";

const pageSchema = z.object({
  services: z.array(z.object({ config: z.object({ name: z.string() }) })).default([]),
  nextPageToken: z.string().optional(),
});

/** The APIs that are enabled, as `compute.googleapis.com`. */
async function enabledApis(google: GoogleApi, project: string): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  let pageToken: string | undefined;
  do {
    const page: z.infer<typeof pageSchema> = await google.request(
      {
        service: "serviceusage",
        path: `v1/projects/${project}/services`,
        query: { filter: "state:ENABLED", pageSize: 200, pageToken },
      },
      pageSchema,
    );
    for (const { config } of page.services) names.add(config.name);
    pageToken = page.nextPageToken;
  } while (pageToken);
  return names;
}

/** The APIs that the stacks use are enabled, or the first deployment will do that. */
export const apis: CloudCheck = {
  title: "APIs",
  needs: ["project"],
  optional: true,
  async look({ context, environment }) {
    const enabled = await enabledApis(await context.google(), environment.project);
    const missing = APIS.filter((api) => !enabled.has(`${api}.googleapis.com`));
    if (missing.length === 0) return [ok(`all ${APIS.length} are enabled`)];
    return [ok(`the stack network enables ${missing.length} of ${APIS.length}: ${missing.join(", ")}`)];
  },
};
