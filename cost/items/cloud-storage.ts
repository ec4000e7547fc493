import type { Item } from "../item";
import { rangeText } from "../quantity-text";
import { combine, map, type Range, sum, times } from "../range";
import { MONTHLY_DAYS, type Subject } from "../subject";
import type { Usage } from "../usage";

type Bucket = Subject["environment"]["buckets"][string];

/** What a bucket holds after `bucketMonths`, or after its objects' age if they are deleted sooner. */
function stored({ deleteAfterDays = Infinity, keepVersions = 0 }: Bucket, usage: Usage): Range {
  const months = map(usage.bucketMonths, (count) => Math.min(count, deleteAfterDays / MONTHLY_DAYS));
  const versions = map(usage.bucketVersionShare, (share) => 1 + share * keepVersions);
  return combine(times(months, usage.bucketNewGib), versions, (gib, factor) => gib * factor);
}

/** The buckets. */
export const cloudStorage: Item = {
  id: "cloud-storage",
  group: "Data",
  title: "Cloud Storage",
  resources: ["google_storage_bucket"],
  charges: ({ environment, usage }) => {
    const buckets = Object.entries(environment.buckets);
    if (buckets.length === 0) return [];
    const held = buckets.map(([name, bucket]) => [name, stored(bucket, usage)] as const);
    const operations = (perBucket: Range) => map(perBucket, (count) => (count * buckets.length) / 10_000);
    return [
      {
        name: "objects",
        sku: "storage-standard",
        quantity: sum(held.map(([, gib]) => gib)),
        assumption:
          held.map(([name, gib]) => `${name} ${rangeText(gib)}`).join(", ") +
          ` GiB: ${rangeText(usage.bucketNewGib)} new a month, kept for ${rangeText(usage.bucketMonths)} months or as long as they may`,
      },
      {
        name: "writes",
        sku: "storage-writes",
        quantity: operations(usage.bucketWrites),
        assumption: `${buckets.length} buckets × ${rangeText(usage.bucketWrites)}`,
      },
      {
        name: "reads",
        sku: "storage-reads",
        quantity: operations(usage.bucketReads),
        assumption: `${buckets.length} buckets × ${rangeText(usage.bucketReads)}`,
      },
    ];
  },
};
