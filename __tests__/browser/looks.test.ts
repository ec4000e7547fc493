import AxeBuilder from "@axe-core/playwright";
import { browsing, PAGES } from "../support/browsing";
import type { Page } from "playwright-core";

const { open, troubles } = browsing();

const DESKTOP = { width: 1440, height: 900 };
const TABLET = { width: 900, height: 1200 };
const PHONE = { width: 360, height: 740 };
const LIGHT = { colorScheme: "light" } as const;
const DARK = { colorScheme: "dark" } as const;

/** Axe takes seconds for a page of this size: each page, each width and each look is there, not each of each. */
const LOOKS = [
  { name: "production", look: "desktop, light", options: { viewport: DESKTOP, ...LIGHT } },
  { name: "production", look: "phone, dark", options: { viewport: PHONE, ...DARK } },
  { name: "staging", look: "desktop, dark", options: { viewport: DESKTOP, ...DARK } },
  { name: "local", look: "phone, light", options: { viewport: PHONE, ...LIGHT } },
] as const;

/** Opens what can be opened, so that it is looked at too. */
const unfold = (page: Page) =>
  page.locator("details").evaluateAll((all) => all.forEach((each) => ((each as HTMLDetailsElement).open = true)));

/** What sticks out of the page, by its words. */
function overflowing(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("main *, footer")]
      .filter((element) => element.getBoundingClientRect().right > window.innerWidth + 0.5)
      .map((element) => `${element.tagName} ${element.textContent?.slice(0, 60)}`),
  );
}

test.each(LOOKS)(
  "$name, $look: no rule of axe is violated, contrast included",
  async ({ name, options }) => {
    const page = await open(name, options);
    await unfold(page);

    // There is no frame in the page, for which the other mode opens a second page.
    const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] });
    const { violations, passes } = await axe.analyze();

    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    expect(passes.map(({ id }) => id)).toContain("color-contrast");
  },
  180_000,
);

describe.each(PAGES)("%s", (name) => {
  test.each([DESKTOP, TABLET, PHONE])("fits a screen of $width pixels, all that opens opened", async (viewport) => {
    const page = await open(name, { viewport });
    await unfold(page);

    expect(await overflowing(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);
  });
});

test("a narrow screen gets a picture that is drawn for it, in letters that can be read", async () => {
  const page = await open("production", { viewport: PHONE });

  const size = await page
    .locator("svg.picture:visible .title")
    .first()
    .evaluate((text) => {
      const scale = (text as SVGTextElement).getScreenCTM()!.a;
      return scale * parseFloat(getComputedStyle(text).fontSize);
    });

  expect(await page.locator("svg.picture:visible").getAttribute("class")).toContain("narrow");
  expect(size).toBeGreaterThan(12);
});

test("no text of the picture sticks out of its box", async () => {
  for (const [name, viewport] of PAGES.flatMap(
    (each) =>
      [
        [each, DESKTOP],
        [each, PHONE],
      ] as const,
  )) {
    const page = await open(name, { viewport });
    const out = await page.locator("svg.picture:visible a.node").evaluateAll((nodes) =>
      nodes.flatMap((node) => {
        const box = node.querySelector(".box")!.getBoundingClientRect();
        return [...node.querySelectorAll("text")]
          .filter(
            (text) => text.getBoundingClientRect().right > box.right || text.getBoundingClientRect().left < box.left,
          )
          .map((text) => text.textContent);
      }),
    );
    expect([name, viewport.width, out]).toEqual([name, viewport.width, []]);
  }
});

test("the dark look is dark, and paper is white whatever the screen is", async () => {
  const page = await open("production", { colorScheme: "dark" });
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  expect(await ground()).toBe("rgb(13, 17, 24)");

  await page.emulateMedia({ media: "print" });

  expect(await ground()).toBe("rgb(255, 255, 255)");
});

test("what is printed has all the content and none of the controls", async () => {
  const page = await open("production", { viewport: { width: 690, height: 980 } });

  await page.emulateMedia({ media: "print" });

  for (const control of [".top", ".skip", ".filters", ".status", "#looked-at"]) {
    expect([control, await page.locator(control).isVisible()]).toEqual([control, false]);
  }
  for (const title of ["What will change", "Architecture", "Inventory", "Security posture", "Cost"]) {
    expect(await page.getByRole("heading", { level: 2, name: title }).isVisible()).toBe(true);
  }
  expect(await page.locator("svg.wide").isVisible()).toBe(true);
  expect(await overflowing(page)).toEqual([]);
  expect((await page.pdf({ format: "A4" })).subarray(0, 5).toString()).toBe("%PDF-");
});

test("the page is whole without its script", async () => {
  const page = await open("production", { javaScriptEnabled: false });

  expect(await page.locator("#resources tbody tr").count()).toBeGreaterThan(100);
  expect(await page.getByRole("heading", { name: "Security posture" }).isVisible()).toBe(true);
  expect(troubles).toEqual([]);
});
