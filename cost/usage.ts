import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { readData } from "./data-file";

/** Where the assumptions are. */
export const USAGE_FILE = join(__dirname, "usage.yaml");

const assumption = z
  .strictObject({ low: z.number().min(0), high: z.number().min(0), why: z.string().min(3) })
  .refine(({ low, high }) => high >= low, "a high that is not below low");

/** usage.yaml. */
export const usageSchema = z.strictObject({
  responsesGibPerServingPod: assumption,
  requestsGibPerServingPod: assumption,
  millionRequestsPerServingPod: assumption,
  sentGibPerInternetPod: assumption,
  receivedGibPerInternetPod: assumption,
  betweenZonesGibPerPod: assumption,
  nodesPerVcpu: assumption,
  databaseDiskGrowth: assumption,
  databaseFill: assumption,
  databaseDailyChange: assumption,
  bucketMonths: assumption,
  bucketNewGib: assumption,
  bucketVersionShare: assumption,
  bucketWrites: assumption,
  bucketReads: assumption,
  releasesPerMonth: assumption,
  gibPerImageVersion: assumption,
  versionsPerSecret: assumption,
  secretReads: assumption,
  logGibPerPod: assumption,
  logGibOfDatabase: assumption,
  logGibPerMillionRequests: assumption,
  flowLogGibPerNode: assumption,
  seriesPerPod: assumption,
  seriesPerTemporalPod: assumption,
  samplesPerSeries: assumption,
  uptimeExecutionsPerHost: assumption,
  millionDnsQueries: assumption,
});

/** How much an environment is used in a month. */
export type Usage = z.infer<typeof usageSchema>;

/**
 * The assumptions on use.
 *
 * @throws ConfigError with a sentence for everything that is wrong with the file
 */
export function loadUsage(file = USAGE_FILE): Usage {
  return readData(usageSchema, file, readFileSync(file, "utf8"));
}
