import { environmentFolder, fromProduction } from "../config/environment-folder";
import { cost } from "./run";

interface Json {
  readonly environments: readonly {
    readonly environment: string;
    readonly isLocal: boolean;
    readonly usd: { readonly low: number; readonly high: number };
    readonly items: readonly { readonly lines: readonly { readonly sku: string; readonly source: string }[] }[];
  }[];
}
const parsed = (text: string) => JSON.parse(text) as Json;

const ESCAPE = "\u001b";

test("estimates every environment, and says that a local one costs nothing", async () => {
  const { code, out, err } = await cost([]);
  expect(code).toBe(0);
  expect(err).toBe("");
  expect(out).toContain("local is in a cluster of your own: it costs nothing at Google.\n");
  expect(out).toMatch(/^production, us-central1: [\d,]+ to [\d,]+ USD a month$/m);
  expect(out).toMatch(/^staging, us-central1: /m);
});

test("estimates the environments that are named, or else that of FLOWMAESTRO_ENV", async () => {
  const names = async (args: readonly string[], env = {}) =>
    parsed((await cost([...args, "--json"], { env })).out).environments.map(({ environment }) => environment);
  expect(await names(["staging", "production"])).toEqual(["staging", "production"]);
  expect(await names([], { FLOWMAESTRO_ENV: "staging" })).toEqual(["staging"]);
  expect(await names(["local"], { FLOWMAESTRO_ENV: "staging" })).toEqual(["local"]);
});

test("shows quantity × unit price and the assumption of a line, with aligned amounts", async () => {
  const { out } = await cost(["production"]);
  const lines = out.split("\n");
  const line = lines.findIndex((each) => each.startsWith("    vCPU: 1,460 × 0.0826 per vCPU-hour"));
  expect(lines[line]).toMatch(/ {2}121 +121$/);
  expect(lines[line + 1]).toBe("      db-custom-2-7680, with a standby: 2 vCPU × 730 hours");
  const bill = lines.filter((each) => /^(?: {2}| {4})?[A-Za-z].* +[\d,.]+ +[\d,.]+$/.test(each));
  expect(bill.length).toBeGreaterThan(50);
  expect(new Set(bill.map((each) => each.length)).size).toBe(1);
  expect(Math.max(...lines.map((each) => each.length))).toBeLessThanOrEqual(120);
});

test("colours nothing but for a terminal, and there only without NO_COLOR", async () => {
  expect((await cost(["staging"])).out).not.toContain(ESCAPE);
  expect((await cost(["staging"], { isTTY: true })).out).toContain(ESCAPE);
  expect((await cost(["staging"], { isTTY: true, env: { NO_COLOR: "1" } })).out).not.toContain(ESCAPE);
});

test("--json is dollars to the cent, with Google's page for every line", async () => {
  const { out } = await cost(["--json"]);
  const { environments } = parsed(out);
  expect(environments.map(({ environment, isLocal }) => [environment, isLocal])).toEqual(
    expect.arrayContaining([
      ["local", true],
      ["production", false],
      ["staging", false],
    ]),
  );
  const production = environments.find(({ environment }) => environment === "production")!;
  expect(production.usd.low).toBe(Math.round(production.usd.low * 100) / 100);
  for (const line of production.items.flatMap(({ lines }) => lines)) {
    expect(line.source).toMatch(/^https:\/\/cloud\.google\.com\//);
  }
});

test("--markdown is tables whose rows have as many cells as their header", async () => {
  const { out } = await cost(["production", "--markdown"]);
  const tables = out.split("\n\n").filter((part) => part.startsWith("|"));
  expect(tables).toHaveLength(2);
  for (const table of tables) {
    const cells = table
      .trim()
      .split("\n")
      .map((row) => row.replaceAll("\\|", "").split("|").length);
    expect(new Set(cells).size).toBe(1);
  }
});

test("--compare shows two environments side by side, with what the second costs more", async () => {
  const { out } = await cost(["--compare", "staging", "production"]);
  expect(out).toMatch(/^Memorystore for Redis +36 +36 +197 +197 +\+161 +\+161$/m);
  expect(out).toMatch(/^Secret Manager +0\.00 +0\.54 +0\.00 +0\.54 +0\.00 +0\.00$/m);
  expect((await cost(["--compare", "production", "production"])).out).toMatch(/^Total .* 0\.00 +0\.00$/m);
});

test("--compare has a local environment for nothing", async () => {
  const { out } = await cost(["--compare", "local", "staging", "--json"]);
  expect(JSON.parse(out)).toMatchObject({ before: { usd: { low: 0, high: 0 } }, after: { environment: "staging" } });
});

test("says whose prices are used for a region that the table does not have", async () => {
  const folder = environmentFolder({ test: fromProduction("region: europe-west3") });
  const { out } = await cost(["test"], { env: { FLOWMAESTRO_ENVIRONMENTS: folder } });
  expect(out.replaceAll("\n", " ")).toContain("The table has no prices for europe-west3: these are us-central1's");
});

test.each([
  [["prodution"], 'Got environment "prodution", expected one of'],
  [["--compare", "staging", "prod"], 'Got environment "prod", expected one of'],
  [["--compare", "staging"], "--compare takes two environments, got 1."],
  [["--diff"], "--diff takes one revision or two, got 0."],
  [["--diff", "a", "b", "c"], "--diff takes one revision or two, got 3."],
  [["--diff", "no-such-revision"], 'Got revision "no-such-revision", expected a branch, tag or commit'],
  [["--diff", "--", "--output=x"], 'Got revision "--output=x", expected one such as main.'],
  [["--json", "--markdown"], "--json and --markdown exclude each other"],
  [["--compare", "--diff", "a", "b"], "--compare, --diff and --update-prices each do something else"],
  [["--jsn"], "Unknown option '--jsn'."],
  [["--update-prices"], "CLOUD_BILLING_API_KEY: got nothing, expected an API key"],
  [["--update-prices", "europe"], 'Got region "europe", expected one such as us-central1.'],
])("%j is misuse: exit code 2 and a sentence", async (args, sentence) => {
  const { code, out, err } = await cost(args);
  expect(code).toBe(2);
  expect(out).toBe("");
  expect(err.startsWith(sentence)).toBe(true);
  expect(err).not.toMatch(/^\s+at /m);
});

test("the nearest name is proposed for an unknown environment", async () => {
  expect((await cost(["prodution"])).err).toMatch(/; did you mean production\?\n$/);
});

test("an unknown environment may be that of FLOWMAESTRO_ENV, and the folder may not be there", async () => {
  expect((await cost([], { env: { FLOWMAESTRO_ENV: "stagign" } })).err).toContain("did you mean staging?");
  const { code, err } = await cost([], { env: { FLOWMAESTRO_ENVIRONMENTS: "/nowhere" } });
  expect([code, err]).toEqual([
    2,
    'FLOWMAESTRO_ENVIRONMENTS: got "/nowhere", expected a folder with environment files.\n',
  ]);
});

test("a file that is wrong is told as everywhere, with exit code 1", async () => {
  const folder = environmentFolder({ test: fromProduction("redis: { memorySizeGb: many }") });
  const { code, err } = await cost(["test"], { env: { FLOWMAESTRO_ENVIRONMENTS: folder } });
  expect(code).toBe(1);
  expect(err).toMatch(/^environments\/test\.yaml: redis\.memorySizeGb: got "many", expected a whole number/);
});

test("--help says what there is", async () => {
  const { code, out } = await cost(["--help"]);
  expect(code).toBe(0);
  for (const option of ["--compare", "--diff", "--update-prices", "--json", "--markdown"])
    expect(out).toContain(option);
});
