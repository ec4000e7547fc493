import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CatalogError } from "../../cost/catalog/catalog-error";
import { updatePricesFile } from "../../cost/catalog/update-prices";
import { loadPrices, PRICES_FILE, type Sku } from "../../cost/prices";
import { SKU_IDS, type SkuId } from "../../cost/sku-ids";
import { PRICES } from "./subject";

// Google's catalog cannot be reached from here. What stands for it speaks HTTP, in the form of its reference:
// https://cloud.google.com/billing/docs/reference/rest/v1/services.skus/list

const KEY = "not-a-real-key";
const folder = mkdtempSync(join(tmpdir(), "flowmaestro-catalog-"));
const file = join(folder, "prices.yaml");
afterAll(() => rmSync(folder, { recursive: true }));

interface FakeSku {
  readonly skuId: string;
  readonly description: string;
  readonly category: { readonly usageType: string };
  readonly serviceRegions: readonly string[];
  readonly pricingInfo: readonly unknown[];
}

const services = [...new Set(Object.values(PRICES.skus).map(({ catalog }) => catalog.service))];
const idOf = (index: number) => `0000-0000-${index.toString(16).toUpperCase().padStart(4, "0")}`;
const money = (usd: number) => ({
  currencyCode: "USD",
  units: String(Math.trunc(usd)),
  nanos: Math.round((usd % 1) * 1e9),
});

/** What the catalog would say of one of our SKUs if its price were `factor` times ours. */
function fake(id: SkuId, factor = 1): FakeSku {
  const { catalog, usd, free }: Sku = PRICES.skus[id];
  const rate = usd.global ?? usd.iowa!;
  const tiers = typeof rate === "number" ? [{ from: 0, usd: rate }] : rate;
  const scaled = tiers.map((tier) => ({
    startUsageAmount: tier.from * catalog.times,
    unitPrice: money((tier.usd * factor) / catalog.times),
  }));
  const withFree =
    free && id !== "gke-cluster"
      ? [
          { startUsageAmount: 0, unitPrice: money(0) },
          { ...scaled[0]!, startUsageAmount: free.quantity * catalog.times },
        ]
      : scaled;
  return {
    skuId: idOf(SKU_IDS.indexOf(id)),
    // A text that the pattern matches.
    description: catalog.description.replace(/^\^/, "").replaceAll(".*", " ").replace("?", ""),
    category: { usageType: "OnDemand" },
    serviceRegions: "global" in usd ? ["global"] : ["us-central1", "us-east1"],
    pricingInfo: [{ pricingExpression: { usageUnit: catalog.unit, tieredRates: withFree } }],
  };
}

type Catalog = Readonly<Record<string, readonly FakeSku[]>>;

/** Everything in the table, with changes to some of it. */
function catalogOf(change: (id: SkuId, sku: FakeSku) => readonly FakeSku[] = (_, sku) => [sku]): Catalog {
  return Object.fromEntries(
    services.map((service) => {
      const own = SKU_IDS.filter((id) => PRICES.skus[id].catalog.service === service);
      return [service, own.flatMap((id) => change(id, fake(id)))];
    }),
  );
}

let server: Server;
let address: string;
let catalog: Catalog;
const requests: IncomingMessage[] = [];
const PAGE = 3;

/** Pages of three, as Google's have at most five thousand. */
function answer(request: IncomingMessage, response: ServerResponse): void {
  requests.push(request);
  const url = new URL(request.url!, "http://localhost");
  response.setHeader("Content-Type", "application/json");
  if (request.headers["x-goog-api-key"] !== KEY) {
    response.statusCode = 400;
    response.end(JSON.stringify({ error: { code: 400, message: "API key not valid. Please pass a valid API key." } }));
    return;
  }
  const service = /^\/v1\/services\/(\d+)\/skus$/.exec(url.pathname)?.[1];
  const all =
    service === undefined
      ? services.map((displayName, index) => ({ name: `services/${index}`, displayName }))
      : catalog[services[Number(service)]!]!;
  const from = Number(url.searchParams.get("pageToken") ?? 0);
  const nextPageToken = from + PAGE < all.length ? String(from + PAGE) : "";
  response.end(
    JSON.stringify({ [service === undefined ? "services" : "skus"]: all.slice(from, from + PAGE), nextPageToken }),
  );
}

beforeAll(async () => {
  server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
  copyFileSync(PRICES_FILE, file);
  catalog = catalogOf();
  requests.length = 0;
});

const TODAY = "2027-03-01";
const update = (changes: Partial<Parameters<typeof updatePricesFile>[0]> = {}) =>
  updatePricesFile({ file, region: "us-central1", apiKey: KEY, address, today: TODAY, ...changes });

test("confirms every price that the catalog has, with its id and the day, and changes none", async () => {
  // WHEN
  const report = await update();
  // THEN
  expect(report).toBe(`${SKU_IDS.length} of ${SKU_IDS.length} prices of us-central1 are the catalog's.`);
  const after = loadPrices(file);
  expect(after.date).toBe(TODAY);
  for (const [index, id] of SKU_IDS.entries()) {
    expect(after.skus[id]).toEqual({
      ...PRICES.skus[id],
      confirmed: TODAY,
      catalog: { ...PRICES.skus[id].catalog, sku: idOf(index) },
    });
  }
});

test("reads all pages, each service once, with the key in no address", async () => {
  await update();
  const asked = requests.map(({ url }) => url!);
  expect(new Set(asked).size).toBe(asked.length);
  expect(asked.filter((url) => url.includes("pageToken=")).length).toBeGreaterThan(services.length);
  expect(asked.join()).not.toContain(KEY);
});

test("writes a new price, by our unit, and keeps the comments", async () => {
  // GIVEN a vCPU a tenth dearer, which the catalog sells by the thousandth
  catalog = catalogOf((id, sku) => [id === "gke-pod-vcpu" ? fake(id, 1.1) : sku]);
  // WHEN
  const report = await update();
  // THEN
  expect(report).toContain("gke-pod-vcpu: 0.04895, was 0.0445.");
  expect(loadPrices(file).skus["gke-pod-vcpu"].usd).toEqual({ iowa: 0.04895 });
  const text = readFileSync(file, "utf8");
  for (const comment of readFileSync(PRICES_FILE, "utf8").match(/# .*$/gm)!) expect(text).toContain(comment);
});

test("takes volume tiers and what is free from the catalog, and leaves a credit that is not in it", async () => {
  await update();
  const { skus } = loadPrices(file);
  expect(skus["egress-internet"].usd).toEqual(PRICES.skus["egress-internet"].usd);
  expect(skus["log-volume"].free).toEqual({ quantity: 50, per: "project" });
  expect(skus["gke-cluster"].free).toEqual({ quantity: 744, per: "billing-account" });
});

test("adds a group for another region, and leaves the prices of the others", async () => {
  // GIVEN everything costs a quarter more in Belgium
  catalog = catalogOf((id, sku) => {
    const isGlobal = sku.serviceRegions.includes("global");
    return [
      sku,
      ...(isGlobal ? [] : [{ ...fake(id, 1.25), skuId: "FFFF-0000-0000", serviceRegions: ["europe-west1"] }]),
    ];
  });
  // WHEN
  const report = await update({ region: "europe-west1" });
  // THEN
  expect(report).toContain("gke-pod-vcpu: new, 0.055625; iowa 0.0445.");
  const after = loadPrices(file);
  expect(after.regionGroups).toEqual({ ...PRICES.regionGroups, "europe-west1": ["europe-west1"] });
  expect(after.skus["gke-pod-vcpu"].usd).toEqual({ iowa: 0.0445, "europe-west1": 0.055625 });
  expect(after.skus["dns-zone"].usd).toEqual({ global: 0.2 });
});

const DAILY = [{ startUsageAmount: 0, unitPrice: money(0.01) }];

test.each([
  ["there is none", () => [], /nothing of Cloud DNS in us-central1 matches \/\^ManagedZone\//],
  [
    "there are two",
    (sku: FakeSku) => [sku, { ...sku, skuId: "FFFF-0000-0000" }],
    /matches 2: 0000-0000-\w+ "ManagedZone/,
  ],
  [
    "it is sold by another unit",
    (sku: FakeSku) => [{ ...sku, pricingInfo: [{ pricingExpression: { usageUnit: "d", tieredRates: DAILY } }] }],
    /is sold by d, and the table counts in mo/,
  ],
  ["it has no price", (sku: FakeSku) => [{ ...sku, pricingInfo: [] }], /"ManagedZone" has no price/],
  [
    "it is only for who commits",
    (sku: FakeSku) => [{ ...sku, category: { usageType: "Commit1Yr" } }],
    /nothing of Cloud DNS in us-central1 matches/,
  ],
])("leaves a price as it is, and says so, when %s", async (_, skus, sentence) => {
  // GIVEN
  catalog = catalogOf((id, sku) => (id === "dns-zone" ? skus(sku) : [sku]));
  // WHEN
  const report = await update();
  // THEN
  expect(report).toMatch(new RegExp(`^dns-zone: left as it is, since .*(?:${sentence.source})`, "m"));
  expect(report).toContain(
    `${SKU_IDS.length - 1} of ${SKU_IDS.length} prices of us-central1 are the catalog's, 1 left`,
  );
  const after = loadPrices(file);
  expect(after.skus["dns-zone"]).toEqual(PRICES.skus["dns-zone"]);
  expect(after.date).toBe(PRICES.date);
});

test("asks by the id once the table has it, also when the description fits two", async () => {
  // GIVEN an update that wrote the ids, and then a namesake
  await update();
  catalog = catalogOf((id, sku) => (id === "dns-zone" ? [{ ...sku, skuId: "FFFF-0000-0000" }, sku] : [sku]));
  // THEN
  expect(await update()).toBe(`${SKU_IDS.length} of ${SKU_IDS.length} prices of us-central1 are the catalog's.`);
});

test("says what Google says against the key, and writes nothing", async () => {
  const before = readFileSync(file, "utf8");
  const refused = update({ apiKey: "wrong" });
  await expect(refused).rejects.toThrow(CatalogError);
  await expect(refused).rejects.toThrow(`${address} answered 400: API key not valid. Please pass a valid API key.`);
  expect(readFileSync(file, "utf8")).toBe(before);
});

test("says that nobody answers", async () => {
  const nowhere = update({ address: "http://127.0.0.1:1" });
  await expect(nowhere).rejects.toThrow(/^http:\/\/127\.0\.0\.1:1 could not be reached: .+\.$/);
});

test("says so when something else answers", async () => {
  const other = createServer((_, response) => response.end("<html>Log in</html>"));
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  try {
    const there = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    await expect(update({ address: there })).rejects.toThrow("something else than a page of the catalog");
  } finally {
    await new Promise((resolve) => other.close(resolve));
  }
});

test("refuses a table that is wrong before it asks", async () => {
  writeFileSync(file, readFileSync(file, "utf8").replace("usd: { iowa: 0.0445 }", "usd: { iowa: cheap }"));
  await expect(update()).rejects.toThrow(/skus\.gke-pod-vcpu\.usd\.iowa: got "cheap"/);
  expect(requests).toEqual([]);
});
