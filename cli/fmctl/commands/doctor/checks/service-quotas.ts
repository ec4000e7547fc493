import { z } from "zod";
import type { GoogleApi } from "../../../google/api";
import { type CloudCheck, type Observation, ok, warning } from "../check";

/** What makes things that a quota counts, beside Compute Engine. */
const SERVICES = ["container", "sqladmin", "redis"] as const;

const metricsSchema = z.object({
  metrics: z
    .array(
      z.object({
        metric: z.string(),
        displayName: z.string().default(""),
        consumerQuotaLimits: z
          .array(
            z.object({
              unit: z.string(),
              quotaBuckets: z
                .array(
                  z.object({
                    effectiveLimit: z.coerce.number(),
                    dimensions: z.record(z.string(), z.string()).optional(),
                  }),
                )
                .default([]),
            }),
          )
          .default([]),
      }),
    )
    .default([]),
});

type Metric = z.infer<typeof metricsSchema>["metrics"][number];

/** `1/{project}` and `1/{project}/{region}` count things; those with a time count requests. */
const COUNTS_THINGS = /^1\/\{project\}(?:\/\{region\})?$/;

/** The limit that applies in a region: of the most specific bucket, which comes last. */
function limitIn(region: string, { consumerQuotaLimits }: Metric): number | undefined {
  const buckets = consumerQuotaLimits
    .filter(({ unit }) => COUNTS_THINGS.test(unit))
    .flatMap(({ quotaBuckets }) => quotaBuckets)
    .filter(({ dimensions = {} }) => dimensions.region === undefined || dimensions.region === region)
    .filter(({ dimensions = {} }) => Object.keys(dimensions).every((key) => key === "region"));
  return buckets.at(-1)?.effectiveLimit;
}

async function closed(google: GoogleApi, service: string, project: string, region: string) {
  const path = `v1beta1/projects/${project}/services/${service}.googleapis.com/consumerQuotaMetrics`;
  const { metrics } = await google.request(
    { service: "serviceusage", path, query: { pageSize: 500, view: "FULL" } },
    metricsSchema,
  );
  return metrics.filter((metric) => limitIn(region, metric) === 0);
}

/** No quota of GKE, Cloud SQL and Memorystore is 0 in the region, as it is for some new accounts and regions. */
export const serviceQuotas: CloudCheck = {
  title: "service quotas",
  needs: ["project", "billing"],
  optional: true,
  async look({ context, environment }) {
    const { project, region } = environment;
    const google = await context.google();
    const seen = await Promise.all(
      SERVICES.map(async (service): Promise<readonly Observation[]> => {
        const page = `https://console.cloud.google.com/iam-admin/quotas?project=${project}&service=${service}.googleapis.com`;
        return (await closed(google, service, project, region)).map(({ metric, displayName }) =>
          warning(
            `${service}: ${displayName || metric} is 0 in ${region}`,
            `if the deployment says that it is exceeded, ask for more: ${page}`,
          ),
        );
      }),
    );
    const problems = seen.flat();
    return problems.length > 0 ? problems : [ok(`none is 0 for ${SERVICES.join(", ")} in ${region}`)];
  },
};
