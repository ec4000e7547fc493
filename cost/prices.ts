import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { readData } from "./data-file";
import { SKU_IDS, type SkuId } from "./sku-ids";

/** Where the prices are. */
export const PRICES_FILE = join(__dirname, "prices.yaml");

/** Key of a price that is the same in every region. */
export const GLOBAL = "global";
/** The group of regions that every other region borrows its prices from. */
export const BASE_GROUP = "iowa";

const day = z.string().regex(/^20\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/, "a day such as 2026-11-23");
const page = z.string().regex(/^https:\/\/cloud\.google\.com\/\S+$/, "the address of a page of cloud.google.com");
const usd = z
  .number()
  .min(0)
  .refine((price) => Math.abs(price * 1e9 - Math.round(price * 1e9)) < 1e-3, "a price of at most nine decimals");
const tiers = z
  .array(z.strictObject({ from: z.number().min(0), usd }))
  .min(1)
  .refine((list) => list[0]!.from === 0, "a first tier from 0")
  .refine((list) => list.every(({ from }, index) => index === 0 || from > list[index - 1]!.from), "rising tiers");
const rate = z.union([usd, tiers]);
const percent = z.number().min(0).max(100);

function isPattern(text: string): boolean {
  try {
    return new RegExp(text).source.length > 0;
  } catch {
    return false;
  }
}

const skuSchema = z.strictObject({
  unit: z.string().min(1),
  usd: z
    .record(z.string().min(1), rate)
    .refine((rates) => GLOBAL in rates || BASE_GROUP in rates, `a price for ${GLOBAL} or for ${BASE_GROUP}`),
  free: z.strictObject({ quantity: z.number().positive(), per: z.enum(["project", "billing-account"]) }).optional(),
  source: page,
  catalog: z.strictObject({
    service: z.string().min(1),
    description: z.string().min(1).refine(isPattern, "a regular expression"),
    unit: z.string().min(1),
    times: z.number().positive().default(1),
    sku: z
      .string()
      .regex(/^[0-9A-F]{4}(?:-[0-9A-F]{4}){2}$/, "a SKU's id such as 0A1B-2C3D-4E5F")
      .optional(),
  }),
  confirmed: day.optional(),
});

const commitmentSchema = z.strictObject({
  name: z.string().min(1),
  source: page,
  percent: z.strictObject({ "1-year": percent, "3-year": percent }),
  covers: z.array(z.enum(SKU_IDS)).min(1),
});

const skus = Object.fromEntries(SKU_IDS.map((id) => [id, skuSchema])) as Record<SkuId, typeof skuSchema>;

/** prices.yaml. */
export const pricesSchema = z.strictObject({
  date: day,
  regionGroups: z
    .record(z.string().min(1), z.array(z.string().regex(/^[a-z]+-[a-z]+\d+$/, "a region such as us-central1")).min(1))
    .refine((groups) => BASE_GROUP in groups, `a group called ${BASE_GROUP}`),
  commitments: z.record(z.string().min(1), commitmentSchema),
  skus: z.strictObject(skus),
});

/** The price table. */
export type Prices = z.infer<typeof pricesSchema>;
/** One thing that costs money. */
export type Sku = z.infer<typeof skuSchema>;
/** The price of a unit: always the same, or by volume. */
export type Rate = z.infer<typeof rate>;

/**
 * The price table.
 *
 * @throws ConfigError with a sentence for everything that is wrong with the file
 */
export function loadPrices(file = PRICES_FILE): Prices {
  return readData(pricesSchema, file, readFileSync(file, "utf8"));
}

/** The group of regions whose prices a region has; nothing when the table has none for it. */
export function regionGroup(region: string, { regionGroups }: Prices): string | undefined {
  return Object.keys(regionGroups).find((group) => regionGroups[group]!.includes(region));
}

/** The price of a unit in a region; that of the base group where the table knows no better. */
export function rateIn(region: string, sku: Sku, prices: Prices): Rate {
  const group = regionGroup(region, prices);
  return sku.usd[GLOBAL] ?? (group ? sku.usd[group] : undefined) ?? sku.usd[BASE_GROUP]!;
}
