import type { Rate, Sku } from "../prices";
import type { CatalogSku } from "./catalog";

/** What the catalog says of one of our SKUs. */
export type Finding =
  | { readonly kind: "found"; readonly skuId: string; readonly rate: Rate; readonly freeQuantity: number | undefined }
  | { readonly kind: "unclear"; readonly why: string };

const NANOS = 1e9;

const describe = ({ skuId, description }: CatalogSku) => `${skuId} "${description}"`;

/** Those that may be meant: by id where we know it, else by description, for usage without a commitment, in the region. */
function candidates({ catalog }: Sku, skus: readonly CatalogSku[], region: string): readonly CatalogSku[] {
  const pattern = new RegExp(catalog.description);
  const isHere = ({ serviceRegions }: CatalogSku) =>
    serviceRegions.includes(region) || serviceRegions.includes("global");
  const described = skus.filter(
    (sku) => sku.category.usageType === "OnDemand" && pattern.test(sku.description) && isHere(sku),
  );
  const known = described.filter(({ skuId }) => skuId === catalog.sku);
  return known.length > 0 ? known : described;
}

function rateOf({ tieredRates }: CatalogSku["pricingInfo"][number]["pricingExpression"], times: number) {
  const tiers = tieredRates.map(({ startUsageAmount, unitPrice }) => ({
    from: startUsageAmount / times,
    // Twelve digits, so that a thousand times 0.0000445 is 0.0445.
    usd: Number(((Number(unitPrice.units) + unitPrice.nanos / NANOS) * times).toPrecision(12)),
  }));
  const isFree = tiers.length > 1 && tiers[0]!.usd === 0;
  const freeQuantity = isFree ? tiers[1]!.from : undefined;
  const paid = isFree ? tiers.slice(1).map((tier, index) => (index === 0 ? { ...tier, from: 0 } : tier)) : tiers;
  return { rate: paid.length === 1 ? paid[0]!.usd : paid, freeQuantity };
}

/** The price of one of our SKUs in a region. Whatever leaves a doubt is told and not taken. */
export function catalogRate(sku: Sku, skus: readonly CatalogSku[], region: string): Finding {
  const { service, description, unit, times } = sku.catalog;
  if (skus.length === 0) return { kind: "unclear", why: `the catalog has no service called "${service}"` };
  const found = candidates(sku, skus, region);
  if (found.length === 0)
    return { kind: "unclear", why: `nothing of ${service} in ${region} matches /${description}/` };
  if (found.length > 1) {
    return { kind: "unclear", why: `/${description}/ matches ${found.length}: ${found.map(describe).join(", ")}` };
  }
  const expression = found[0]!.pricingInfo.at(-1)?.pricingExpression;
  if (!expression || expression.tieredRates.length === 0) {
    return { kind: "unclear", why: `${describe(found[0]!)} has no price` };
  }
  if (expression.usageUnit !== unit) {
    const why = `${describe(found[0]!)} is sold by ${expression.usageUnit}, and the table counts in ${unit}`;
    return { kind: "unclear", why };
  }
  return { kind: "found", skuId: found[0]!.skuId, ...rateOf(expression, times) };
}
