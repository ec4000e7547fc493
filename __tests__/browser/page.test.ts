import { browsing, PAGES } from "../support/browsing";
import type { Page } from "playwright-core";

const { open, troubles } = browsing();

const ROWS = "#resources tbody tr";
const visible = (page: Page) => page.locator(`${ROWS}:visible`);
const search = (page: Page) => page.getByRole("searchbox", { name: "Search" });

describe.each(PAGES)("the report on %s", (name) => {
  test("opens from a file: no error, no message, no network", async () => {
    const page = await open(name);

    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(name);
    expect(await visible(page).count()).toBe(await page.locator(ROWS).count());
    expect(await page.locator("svg.picture:visible").count()).toBe(1);
    expect(troubles).toEqual([]);
  });

  test("has every section that its navigation leads to", async () => {
    const page = await open(name);
    const targets = await page.locator("nav a").evaluateAll((links) => links.map((link) => link.getAttribute("href")!));

    expect(targets).toContain("#inventory");
    for (const target of targets) expect(await page.locator(`section${target} > h2`).count()).toBe(1);
  });
});

test("a search shows the rows in which all words occur, and counts them aloud", async () => {
  const page = await open("production");

  await search(page).fill("google_sql_database. temporal");

  const shown = await visible(page).locator("td:first-child div").allTextContents();
  expect(shown).toEqual(["google_sql_database.database_temporal", "google_sql_database.database_temporal_visibility"]);
  expect(await page.getByRole("status").textContent()).toMatch(/^2 of \d+ resources shown$/);
});

test("a search without a match says so, and `show all` undoes it", async () => {
  const page = await open("production");
  await search(page).fill("no such thing");
  expect(await visible(page).count()).toBe(0);
  expect(await page.getByRole("status").textContent()).toMatch(/^0 of/);

  await page.getByRole("button", { name: "show all" }).click();

  expect(await visible(page).count()).toBe(await page.locator(ROWS).count());
  expect(await search(page).inputValue()).toBe("");
});

test("the filter by stack and the one by data narrow the inventory together", async () => {
  const page = await open("production");

  await page.getByRole("radio", { name: "workloads" }).check();
  await page.getByRole("checkbox", { name: "only what holds data" }).check();

  const stacks = await visible(page).evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset["stack"]));
  expect(new Set(stacks)).toEqual(new Set(["workloads"]));
  const addresses = await visible(page).locator("td:first-child div").allTextContents();
  expect(addresses).toContain("kubernetes_secret_v1.secrets_app_secrets");
  expect(addresses).not.toContain("helm_release.edge");
});

test("a box of the picture leads to its resources in the inventory", async () => {
  const page = await open("production");

  await page.getByRole("link", { name: /^Cloud SQL/ }).click();

  const types = await visible(page).locator(".type").allTextContents();
  expect(new Set(types)).toEqual(
    new Set(["google_sql_database.", "google_sql_database_instance.", "google_sql_user.", "random_id."]),
  );
  expect(await page.getByRole("status").textContent()).toMatch(/ of Cloud SQL$/);
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("inventory-title");
});

test("a box that is looked at dims what has nothing to do with it and names its resources", async () => {
  const page = await open("production");

  await page.getByRole("link", { name: /^migrations/ }).focus();

  const near = await page.locator("svg.wide a.node.near .title").allTextContents();
  expect(near.sort()).toEqual(["Access grants", "api-server", "migrations", "temporal"]);
  expect(await page.locator("#looked-at").textContent()).toContain("helm_release.migrations");
});

test("everything can be done from the keyboard", async () => {
  const page = await open("production");
  const focused = () => page.evaluate(() => document.activeElement?.id || document.activeElement?.textContent);

  await page.keyboard.press("Tab");
  expect(await focused()).toBe("Skip to the content");
  await page.keyboard.press("Enter");
  expect(await focused()).toBe("main");

  await page.keyboard.press("/");
  expect(await focused()).toBe("find");
  await page.keyboard.type("bucket_uploads google_storage_bucket.");
  expect(await visible(page).count()).toBe(1);
  await page.keyboard.press("Escape");
  expect(await visible(page).count()).toBe(await page.locator(ROWS).count());

  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowRight");
  expect(await page.getByRole("radio", { name: "network" }).isChecked()).toBe(true);
  expect(await visible(page).count()).toBeLessThan(await page.locator(ROWS).count());

  await page.getByRole("link", { name: /^Redis/ }).focus();
  await page.keyboard.press("Enter");
  expect(await visible(page).locator("td:first-child div").allTextContents()).toEqual(["google_redis_instance.redis"]);
});

test("what has the focus can be seen", async () => {
  const page = await open("production");
  const targets = ["nav a", ".figures a", "summary", "#find", 'input[type="radio"]'];

  for (const target of targets) {
    await page.locator(target).first().focus();
    // Browsers show the focus of a script only after a key.
    await page.keyboard.press("Shift");
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle);
    expect([target, outline]).toEqual([target, "solid"]);
  }
});
