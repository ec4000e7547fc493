import { existsSync } from "node:fs";
import { join } from "node:path";
import { fmctl } from "../../support/fmctl";
import { workspace } from "../../support/synth";

const env = process.env;

test("cost passes its arguments on, and the answer back", async () => {
  const { code, stdout } = await fmctl(["cost", "production", "--json"], { env });

  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ environments: [{ environment: "production" }] });
});

test("what is wrong with the arguments is said in one sentence, with the same exit code", async () => {
  const { code, stdout, stderr } = await fmctl(["cost", "prodction"], { env });

  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(/^[^\n]*did you mean production\?\n$/);
});

test("report writes the page to where it was told", async () => {
  const file = join(workspace(), "local.html");

  const { code, stdout } = await fmctl(["report", "local", "--out", file], { env });

  expect([code, existsSync(file)]).toEqual([0, true]);
  expect(stdout).toContain("local.html");
});
