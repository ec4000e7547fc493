import { readFileSync } from "node:fs";
import { alertInventory, INVENTORY_FILE } from "../../scripts/alert-inventory";
import { resourcesOf } from "../support/blocks";
import { synthEnvironment } from "../support/synth-app";

/** Prettier pads the cells of tables. */
const unpadded = (text: string) => text.replaceAll(/ +/g, " ").replaceAll(/-{3,}/g, "---").trim();

test("the page on the alerts is what `npm run generate` writes", () => {
  expect(unpadded(readFileSync(INVENTORY_FILE, "utf8"))).toBe(unpadded(alertInventory()));
});

test("has a row for every alert of production", () => {
  // GIVEN
  const policies = resourcesOf(
    synthEnvironment("production").stacks["observability"]!,
    "google_monitoring_alert_policy",
  );
  const rows = alertInventory()
    .split("\n")
    .filter((line) => /^\| (?:CRITICAL|ERROR|WARNING) /.test(line));

  // WHEN
  const titles = rows.map((line) => line.split(" | ")[1]!);

  // THEN
  expect(titles.sort()).toEqual(policies.map(({ display_name: title }) => title as string).sort());
});
