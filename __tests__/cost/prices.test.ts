import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConfigError } from "../../config/problem";
import { loadPrices, PRICES_FILE, rateIn } from "../../cost/prices";
import { loadUsage, USAGE_FILE } from "../../cost/usage";
import { PRICES } from "./subject";

const folder = mkdtempSync(join(tmpdir(), "flowmaestro-prices-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** What is said of a file in which `from` is `to`. */
function refusal(original: string, load: (file: string) => unknown, from: string | RegExp, to: string): string {
  const text = readFileSync(original, "utf8");
  const changed = text.replace(from, to);
  expect(changed).not.toBe(text);
  const file = join(folder, original.split("/").at(-1)!);
  writeFileSync(file, changed);
  try {
    load(file);
  } catch (error) {
    if (error instanceof ConfigError) return error.message.replaceAll(/flowmaestro-prices-\w+/g, "cost");
    throw error;
  }
  return "accepted";
}

const prices = (from: string | RegExp, to: string) => refusal(PRICES_FILE, loadPrices, from, to);
const usage = (from: string | RegExp, to: string) => refusal(USAGE_FILE, loadUsage, from, to);

test("every price has Google's page, and the table its day", () => {
  expect(PRICES.date).toMatch(/^20\d\d-\d\d-\d\d$/);
  for (const { source } of Object.values(PRICES.skus)) expect(source).toMatch(/^https:\/\/cloud\.google\.com\//);
});

test.each([
  [/^date: .*$/m, "date: yesterday", 'cost/prices.yaml: date: got "yesterday", expected a day such as 2026-11-23;'],
  ["usd: { iowa: 0.0445 }", "usd: { iowa: -1 }", "cost/prices.yaml: skus.gke-pod-vcpu.usd.iowa: got -1, expected"],
  ["usd: { iowa: 0.0445 }", "usd: { iowa: cheap }", 'skus.gke-pod-vcpu.usd.iowa: got "cheap", expected'],
  ["usd: { iowa: 0.0445 }", "usd: { mars: 1 }", "expected a price for global or for iowa"],
  ["usd: { iowa: 0.0445 }", "usd: { iowa: 0.00000000001 }", "expected a price of at most nine decimals"],
  [
    "  gke-pod-vcpu:",
    "  gke-pod-vcpus:",
    'got "gke-pod-vcpus", expected a key that exists; did you mean gke-pod-vcpu?',
  ],
  ["- { from: 0, usd: 0.12 }", "- { from: 7, usd: 0.12 }", "a first tier from 0"],
  ["{ from: 10240, usd: 0.08 }", "{ from: 1000, usd: 0.08 }", "rising tiers"],
  ["per: project", "per: continent", "expected project or billing-account"],
  ["https://cloud.google.com/sql/pricing", "http://example.com", "the address of a page of cloud.google.com"],
  ["description: ^ManagedZone", "description: (", "expected a regular expression"],
  ["regionGroups:\n  iowa:", "regionGroups:\n  utah:", "expected a group called iowa"],
  ["covers: [gke-pod-vcpu,", "covers: [gke-pod-vcpus,", "commitments.compute-flexible.covers[0]"],
  ["skus:\n", "skus: [\n", "expected valid YAML; correct line"],
])("refuses a table with %s as %s, in a sentence", (from, to, sentence) => {
  expect(prices(from, to)).toContain(sentence);
});

test.each([
  ["bucketNewGib: { low: 3, high: 8", "bucketNewGib: { low: 9, high: 8", "a high that is not below low"],
  ["bucketNewGib:", "bucketNewGb:", "did you mean bucketNewGib?"],
  ["{ low: 3, high: 8", "{ low: few, high: 8", 'usage.yaml: bucketNewGib.low: got "few"'],
])("refuses assumptions with %s as %s", (from, to, sentence) => {
  expect(usage(from, to)).toContain(sentence);
});

test("a region of a group has the group's price, and one that is not in the table borrows the base group's", () => {
  const sku = { ...PRICES.skus["gke-pod-vcpu"], usd: { iowa: 1, europe: 2 } };
  const table = { ...PRICES, regionGroups: { ...PRICES.regionGroups, europe: ["europe-west1"] } };
  expect(rateIn("us-east1", sku, table)).toBe(1);
  expect(rateIn("europe-west1", sku, table)).toBe(2);
  expect(rateIn("asia-south1", sku, table)).toBe(1);
  expect(rateIn("asia-south1", { ...sku, usd: { global: 3 } }, table)).toBe(3);
});
