import type { Item } from "../item";
import { fixed } from "../range";
import type { SkuId } from "../sku-ids";
import { MONTHLY_HOURS } from "../subject";

/** From how many GB on an instance is in which capacity tier. */
const CAPACITY_TIERS = [
  { name: "m5", fromGb: 101 },
  { name: "m4", fromGb: 36 },
  { name: "m3", fromGb: 11 },
  { name: "m2", fromGb: 5 },
  { name: "m1", fromGb: 0 },
] as const;

/** Redis, with or without a replica. */
export const memorystore: Item = {
  id: "memorystore",
  group: "Data",
  title: "Memorystore for Redis",
  resources: ["google_redis_instance"],
  charges: ({ environment: { redis } }) => {
    const { name } = CAPACITY_TIERS.find(({ fromGb }) => redis.memorySizeGb >= fromGb)!;
    const tier = redis.tier === "STANDARD_HA" ? "standard" : "basic";
    return [
      {
        name: "memory",
        sku: `redis-${tier}-${name}` as SkuId,
        quantity: fixed(redis.memorySizeGb * MONTHLY_HOURS),
        assumption: `${redis.tier}, capacity tier ${name.toUpperCase()}: ${redis.memorySizeGb} GiB × ${MONTHLY_HOURS} hours`,
      },
    ];
  },
};
