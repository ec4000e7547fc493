import { readFileSync, writeFileSync } from "node:fs";
import { isMap, parseDocument } from "yaml";
import { BASE_GROUP, GLOBAL, loadPrices, type Prices, pricesSchema, rateIn, regionGroup, type Sku } from "../prices";
import { SKU_IDS, type SkuId } from "../sku-ids";
import { readData } from "../data-file";
import { UsageError } from "../usage-error";
import { Catalog, CATALOG_ADDRESS } from "./catalog";
import { catalogRate, type Finding } from "./catalog-rate";

/** What to bring up to date, and from where. */
export interface PriceUpdate {
  /** The price table. */
  readonly file: string;
  /** Region whose prices are asked for; a region without a group of its own gets one. */
  readonly region: string;
  /** An API key of a project in which the Cloud Billing API is on. */
  readonly apiKey: string | undefined;
  /** @default - Google's */
  readonly address?: string;
  /** The day, as YYYY-MM-DD. @default - today */
  readonly today?: string;
}

const REGION = /^[a-z]+-[a-z]+\d+$/;

/** Under which key a price stands: everywhere the same, or by group of regions. */
function keyOf(sku: Sku, group: string): string {
  return GLOBAL in sku.usd ? GLOBAL : group;
}

async function findings({ skus }: Prices, region: string, catalog: Catalog): Promise<ReadonlyMap<SkuId, Finding>> {
  const found = new Map<SkuId, Finding>();
  for (const id of SKU_IDS) {
    const sku = skus[id];
    found.set(id, catalogRate(sku, await catalog.skusOf(sku.catalog.service), region));
  }
  return found;
}

/** The table with what was found; comments and everything else stay. */
function written(
  text: string,
  prices: Prices,
  found: ReadonlyMap<SkuId, Finding>,
  region: string,
  day: string,
): string {
  const document = parseDocument(text);
  const group = regionGroup(region, prices) ?? region;
  if (!regionGroup(region, prices)) document.setIn(["regionGroups", group], [region]);
  for (const [id, finding] of found) {
    if (finding.kind === "unclear") continue;
    const path = ["skus", id];
    document.setIn([...path, "usd", keyOf(prices.skus[id], group)], finding.rate);
    // A free tier that is a credit is not in the catalog, and stays.
    if (finding.freeQuantity !== undefined) {
      const per = prices.skus[id].free?.per ?? "billing-account";
      document.setIn([...path, "free"], { quantity: finding.freeQuantity, per });
    }
    if (group === BASE_GROUP) document.setIn([...path, "catalog", "sku"], finding.skuId);
    document.setIn([...path, "confirmed"], day);
  }
  if ([...found.values()].every(({ kind }) => kind === "found") && isMap(document.contents)) document.set("date", day);
  return document.toString({ lineWidth: 120, flowCollectionPadding: true });
}

const rateText = (rate: unknown) => JSON.stringify(rate).replaceAll('"', "");

function report(before: Prices, found: ReadonlyMap<SkuId, Finding>, region: string): string {
  const group = regionGroup(region, before) ?? region;
  const lines = [...found].flatMap(([id, finding]) => {
    if (finding.kind === "unclear") return [`${id}: left as it is, since ${finding.why}.`];
    const sku = before.skus[id];
    const old = sku.usd[keyOf(sku, group)];
    const [was, is] = [rateText(old ?? rateIn(region, sku, before)), rateText(finding.rate)];
    return was === is ? [] : [`${id}: ${old === undefined ? `new, ${is}; ${BASE_GROUP} ` : `${is}, was `}${was}.`];
  });
  const confirmed = [...found.values()].filter(({ kind }) => kind === "found").length;
  const left = found.size - confirmed;
  const rest =
    left > 0 ? `, ${left} left: correct their catalog.description or catalog.unit in the table and ask again` : "";
  return [...lines, `${confirmed} of ${found.size} prices of ${region} are the catalog's${rest}.`].join("\n");
}

/**
 * Asks the Cloud Billing Catalog for every price of a region and writes what is certain into the table.
 *
 * @returns what changed, and what has to be looked at
 * @throws UsageError without an API key or with a region that there cannot be
 * @throws CatalogError when the catalog does not answer
 * @throws ConfigError when the table is wrong
 */
export async function updatePricesFile({ file, region, apiKey, address, today }: PriceUpdate): Promise<string> {
  if (!REGION.test(region)) throw new UsageError(`Got region "${region}", expected one such as us-central1.`);
  if (!apiKey) {
    throw new UsageError(
      "CLOUD_BILLING_API_KEY: got nothing, expected an API key of a project in which the Cloud Billing API is on; " +
        "docs/cost.md says how to make one.",
    );
  }
  const before = loadPrices(file);
  const found = await findings(before, region, new Catalog(apiKey, address ?? CATALOG_ADDRESS));
  const day = today ?? new Date().toISOString().slice(0, 10);
  const text = written(readFileSync(file, "utf8"), before, found, region, day);
  // Nothing is written that could not be read again.
  readData(pricesSchema, file, text);
  writeFileSync(file, text);
  return report(before, found, region);
}
