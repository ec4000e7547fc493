import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ENVIRONMENTS_FOLDER } from "../../config/load";
import { cost } from "./run";

const root = mkdtempSync(join(tmpdir(), "flowmaestro-revisions-"));
const folder = join(root, "infrastructure", "environments");
const git = (...args: string[]) =>
  execFileSync("git", ["-c", "user.name=test", "-c", "user.email=test@example.com", ...args], {
    cwd: root,
    encoding: "utf8",
  });
const file = (name: string) => join(folder, `${name}.yaml`);
const change = (name: string, from: string, to: string) => {
  const text = readFileSync(file(name), "utf8");
  expect(text).toContain(from);
  writeFileSync(file(name), text.replace(from, to));
};
const commit = (tag: string) => {
  git("add", "--all");
  git("commit", "--quiet", "--message", tag);
  git("tag", tag);
};

// GIVEN a repository whose environments lie below its root, and five revisions of them
beforeAll(() => {
  git("init", "--quiet");
  writeFileSync(join(root, "README.md"), "nothing yet");
  commit("empty");
  mkdirSync(folder, { recursive: true });
  for (const name of ["production", "staging"]) copyFileSync(join(ENVIRONMENTS_FOLDER, `${name}.yaml`), file(name));
  commit("first");
  change("production", "tier: STANDARD_HA", "tier: BASIC");
  commit("basic");
  rmSync(file("staging"));
  writeFileSync(file("preview"), "extends: { environment: production, replicas: 1 }\nproject: acme-preview\n");
  commit("preview");
  change("preview", "replicas: 1", "replicas: none");
  commit("broken");
  change("preview", "replicas: none", "replicas: 1");
});
afterAll(() => rmSync(root, { recursive: true }));

const diff = (args: readonly string[], env = {}) =>
  cost(["--diff", ...args], { env: { FLOWMAESTRO_ENVIRONMENTS: folder, ...env } });

test("says what changed between two revisions, line by line, also in what starts from it", async () => {
  const { code, out } = await diff(["first", "basic"]);
  expect(code).toBe(0);
  expect(out).toMatch(/^production: [\d,]+ to [\d,]+ before, [\d,]+ to [\d,]+ after \(-99 USD a month\)$/m);
  expect(out).toMatch(/^ {2}Memorystore for Redis, memory +197 +99 +-99$/m);
  expect(out).toMatch(/^staging: [\d,]+ to [\d,]+, as before$/m);
});

test("compares with the files as they are now when there is one revision", async () => {
  // GIVEN the working tree is `preview` again, uncommitted
  const { out } = await diff(["basic"]);
  expect(out).toMatch(/^preview: new, [\d,]+ to [\d,]+ USD a month$/m);
  expect(out).toMatch(/^staging: gone, [\d,]+ to [\d,]+ USD a month less$/m);
  expect(out).toMatch(/^production: .*, as before$/m);
});

test("looks at one environment when FLOWMAESTRO_ENV says so", async () => {
  const { out } = await diff(["first", "basic"], { FLOWMAESTRO_ENV: "production" });
  expect(out).not.toContain("staging");
  expect((await diff(["first"], { FLOWMAESTRO_ENV: "prod" })).err).toBe(
    'Got environment "prod", which neither revision has.\n',
  );
});

test("goes on when a former file is not one of this version", async () => {
  const { code, out } = await diff(["broken"]);
  expect(code).toBe(0);
  expect(out).toMatch(/^preview: .* now; its former file is not one of this version: environments\/preview\.yaml: /m);
});

test("stops when the file is wrong at the second revision", async () => {
  const { code, err } = await diff(["preview", "broken"]);
  expect(code).toBe(1);
  expect(err).toMatch(/^environments\/preview\.yaml: extends\.replicas: got "none", expected/);
});

test("writes Markdown for a pull request, and JSON", async () => {
  const { out } = await diff(["first", "basic", "--markdown"]);
  expect(out).toContain("### Cost since first\n");
  expect(out).toContain("| Memorystore for Redis, memory | 197 | 99 | -99 |\n");
  const json = JSON.parse((await diff(["first", "basic", "--json"])).out) as { environments: unknown[] };
  expect(json.environments).toEqual([
    expect.objectContaining({ environment: "production", kind: "compared", change: { low: -98.55, high: -98.55 } }),
    expect.objectContaining({ environment: "staging", kind: "compared", change: { low: 0, high: 0 } }),
  ]);
});

test("refuses a revision without environment files", async () => {
  expect(await diff(["empty"])).toMatchObject({
    code: 2,
    err: "Revision empty has no environment files in environments/.\n",
  });
});

test("refuses a folder that is in no repository", async () => {
  const outside = mkdtempSync(join(tmpdir(), "flowmaestro-outside-"));
  try {
    const { code, err } = await cost(["--diff", "main"], { env: { FLOWMAESTRO_ENVIRONMENTS: outside } });
    expect(code).toBe(2);
    expect(err).toMatch(
      /^Got revision "main", expected a branch, tag or commit of this repository: not a git repository/,
    );
  } finally {
    rmSync(outside, { recursive: true });
  }
});

test("changes nothing in the checkout", () => {
  expect(git("status", "--short").trim()).toBe("M infrastructure/environments/preview.yaml");
});
