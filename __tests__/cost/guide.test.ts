import { readFileSync } from "node:fs";
import { guideComparison, guideEnvironment } from "../../cost/guide";
import { nanos } from "../../cost/money";
import { COST_DOCS_FILE, costDocs } from "../../scripts/cost-docs";
import { PRICES, PRODUCTION, USAGE } from "./subject";

const rows = guideComparison(PRODUCTION, USAGE, PRICES);
const row = (title: string) => rows.find((each) => each.title === title)!;

test("the configuration is the guide's", () => {
  const { services, temporal, database, redis, integrationSecrets } = guideEnvironment(PRODUCTION);
  const replicas = Object.fromEntries(Object.entries(services).map(([name, service]) => [name, service.replicas]));
  expect(replicas).toEqual({ "api-server": 3, frontend: 3, marketing: 2, "temporal-worker": 2 });
  expect(Object.values(temporal.replicas).reduce((sum, pods) => sum + pods)).toBe(3 + 1);
  expect(database).toMatchObject({ tier: "db-custom-2-7680", diskSizeGb: 100, highAvailability: true });
  expect(redis).toMatchObject({ tier: "STANDARD_HA", memorySizeGb: 5 });
  expect(integrationSecrets.length + 4).toBe(20);
});

test.each(["Memorystore Redis", "Load balancer", "Cloud Storage", "Network egress"])(
  "%s lands inside the guide's range",
  (title) => {
    expect(row(title)).toMatchObject({ verdict: "inside", why: "" });
  },
);

test.each([
  ["GKE Autopilot", "overlaps", /every autoscaler at its maximum/],
  ["Cloud SQL PostgreSQL", "overlaps", /231 USD by list price/],
  ["Artifact Registry", "overlaps", /vulnerability scans/],
  ["Secret Manager", "above", /20 versions at 0\.06/],
  ["Monitoring", "above", /managed Prometheus/],
  ["Not in the guide's table: NAT and Cloud Armor", "above", /Private nodes/],
  ["Total", "overlaps", /low end is inside/],
])("%s %s it, and says why", (title, verdict, why) => {
  expect(row(title)).toMatchObject({ verdict, why: expect.stringMatching(why) as unknown });
});

test("there is a row for everything of the guide's table", () => {
  const guide = Object.fromEntries(rows.map(({ title, guide: { low, high } }) => [title, [low / 1e9, high / 1e9]]));
  expect(guide).toEqual({
    "GKE Autopilot": [200, 400],
    "Cloud SQL PostgreSQL": [250, 350],
    "Memorystore Redis": [150, 200],
    "Load balancer": [20, 30],
    "Cloud Storage": [1, 5],
    "Artifact Registry": [5, 10],
    "Secret Manager": [0.5, 0.5],
    Monitoring: [0, 0],
    "Network egress": [20, 50],
    "Not in the guide's table: NAT and Cloud Armor": [0, 0],
    Total: [650, 1050],
  });
});

test("the reasons are true", () => {
  // GIVEN GKE without autoscaling, at the minimum, is inside the guide's range
  expect(row("GKE Autopilot").ours.low).toBeGreaterThanOrEqual(nanos(200));
  // and the database with the guide's disk is 231.25 without backups: 120.60 + 76.65 + 34
  expect(row("Cloud SQL PostgreSQL").ours.low).toBeGreaterThan(nanos(231.25));
  expect(row("Cloud SQL PostgreSQL").ours.low).toBeLessThan(nanos(233));
  expect(row("Cloud SQL PostgreSQL").ours.high).toBeGreaterThan(nanos(250));
  expect(row("Secret Manager").ours.low).toBeGreaterThanOrEqual(nanos(0.84));
  // THEN the sum of our low ends is inside the guide's total
  expect(row("Total").ours.low).toBeGreaterThan(nanos(650));
  expect(row("Total").ours.low).toBeLessThan(nanos(1050));
});

test("the page on costs has the tables as `npm run generate` writes them", () => {
  // Prettier pads the cells of tables, and escapes asterisks.
  const plain = (text: string) => text.replaceAll(/ +/g, " ").replaceAll(/-{3,}/g, "---").replaceAll("\\*", "*").trim();
  expect(plain(readFileSync(COST_DOCS_FILE, "utf8"))).toBe(plain(costDocs()));
});
