import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { startChromium } from "./chromium";
import { COST, pageOf, PLANS } from "./report-pages";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** Pages that are looked at: with everything on, with opt-outs, and local. */
export const PAGES = ["production", "staging", "local"] as const;

/** A browser for the tests of one file, and the pages that they look at. */
export interface Browsing {
  /** Opens a page as somebody would, from a file. What it complained of is in `troubles`. */
  readonly open: (name: (typeof PAGES)[number], options?: BrowserContextOptions) => Promise<Page>;
  /** What the console said, errors, and every address that was asked for beside the page's own. */
  readonly troubles: string[];
}

/** Starts a browser before the tests of a file, and ends it after them. */
export function browsing(): Browsing {
  const folder = mkdtempSync(join(tmpdir(), "flowmaestro-pages-"));
  const troubles: string[] = [];
  let browser: Browser;

  beforeAll(async () => {
    browser = await startChromium();
    for (const name of PAGES) {
      const html = await pageOf(name, name === "production" ? { cost: COST, plans: PLANS } : {});
      writeFileSync(join(folder, `${name}.html`), html);
    }
  });
  afterEach(async () => {
    troubles.length = 0;
    await Promise.all(browser.contexts().map((context) => context.close()));
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  const open: Browsing["open"] = async (name, options) => {
    const address = pathToFileURL(join(folder, `${name}.html`)).href;
    const context = await browser.newContext({ reducedMotion: "reduce", offline: true, ...options });
    const page = await context.newPage();
    page.on("console", (message) => troubles.push(message.text()));
    page.on("pageerror", (error) => troubles.push(error.message));
    page.on("request", (request) => {
      if (request.url() !== address) troubles.push(`asked for ${request.url()}`);
    });
    await page.goto(address);
    return page;
  };
  return { open, troubles };
}
