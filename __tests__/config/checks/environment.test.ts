import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checkEnvironment, checkLocalEnvironment } from "../../../config/checks/environment";
import { environmentNames, loadAnyEnvironment } from "../../../config/load";
import { production } from "./production";

const folder = join(__dirname, "..", "..", "..", "config", "checks");

const environments = environmentNames().map((name) => loadAnyEnvironment(name));

test.each(environments)("$name passes every check", (environment) => {
  const findings = "kubernetes" in environment ? checkLocalEnvironment(environment) : checkEnvironment(environment);

  expect(findings).toEqual([]);
});

test("no check is forgotten", () => {
  // GIVEN
  const notOfOneEnvironment = ["check.ts", "environment.ts", "projects.ts"];
  const files = readdirSync(folder).filter((file) => !notOfOneEnvironment.includes(file));

  // WHEN
  const imported = readFileSync(join(folder, "environment.ts"), "utf8");

  // THEN
  expect(files.length).toBeGreaterThan(10);
  expect(files.filter((file) => !imported.includes(`"./${file.replace(/\.ts$/, "")}"`))).toEqual([]);
});

test("findings of several checks come together", () => {
  // WHEN
  const findings = checkEnvironment(
    production({ network: { nat: { minPortsPerVm: 100 } }, database: { diskSizeLimitGb: 50 } }),
  );

  // THEN
  expect(findings.map(({ path }) => path.join("."))).toEqual(["network.nat.minPortsPerVm", "database.diskSizeLimitGb"]);
});
