import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { InstalledFmctl } from "../../support/fmctl-bundle";

const KILOBYTE = 1000;
/** Commander and the declarations. */
const MOST_BYTES = 250 * KILOBYTE;
const HEAVY =
  /node_modules\/(?:@kubernetes|google-auth-library|gaxios|zod|yaml|cdktf|@cdktf|constructs|listr2|@inquirer)\//;

let fmctl: InstalledFmctl;
beforeAll(() => (fmctl = new InstalledFmctl()));
afterAll(() => fmctl.remove());

interface Coverage {
  readonly result: readonly { readonly url: string }[];
}

/** The files of the bundle that Node.js has really loaded. */
function loadedBy(args: readonly string[]): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), "fmctl-loaded-"));
  expect(fmctl.run(args, { NODE_V8_COVERAGE: folder }).status).toBe(0);
  const [file] = readdirSync(folder);
  const { result } = JSON.parse(readFileSync(join(folder, file!), "utf8")) as Coverage;
  return result.filter(({ url }) => url.includes("/dist/")).map(({ url }) => basename(url));
}

describe("the start of the installed command", () => {
  test("is small, and has no client library, no schema and no stack in it", () => {
    const { bytes, sources } = fmctl.start();

    expect(bytes).toBeLessThan(MOST_BYTES);
    expect(sources.filter((source) => HEAVY.test(source))).toEqual([]);
    expect(sources.some((source) => source.includes("node_modules/commander/"))).toBe(true);
  });

  test.each([[["--help"]], [["doctor", "--help"]]])("%j loads that and nothing else", (args) => {
    const { files } = fmctl.start();

    expect([...loadedBy(args)].sort()).toEqual([...files].sort());
  });

  test("completing a name of an environment loads no schema either", () => {
    const loaded = loadedBy(["__complete", "--", "doctor", ""]);

    expect(loaded.length).toBeLessThan(fmctl.start().files.length + 5);
  });
});

describe("the installed command, in another folder than the project", () => {
  test("has the help of every command", () => {
    const { status, stdout } = fmctl.run(["--help"]);

    expect(status).toBe(0);
    expect(stdout).toContain("Usage: fmctl");
    expect(stdout).toMatch(/\n {2}doctor /);
  });

  test("makes the stacks of an environment", () => {
    expect(fmctl.run(["validate", "local"])).toMatchObject({ status: 0, stdout: "✔ local: data, workloads\n" });
  });

  test("shows an environment", () => {
    const { status, stdout } = fmctl.run(["config", "show", "production", "project"]);

    expect({ status, stdout }).toEqual({ status: 0, stdout: "flowmaestro-production\n" });
  });

  test("says what to do with a wrong line, without a stack trace", () => {
    const { status, stderr } = fmctl.run(["config", "show", "prodution"]);

    expect(status).toBe(2);
    expect(stderr).toMatch(/^environment: got "prodution".*did you mean production\?\n$/);
  });
});

test("without its bundle it says in one sentence how to make it", () => {
  const empty = new InstalledFmctl({ built: false });

  const { status, stdout, stderr } = empty.run(["--help"]);

  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toMatch(/^fmctl is not built: run `npm run build` in .*\n$/);
  empty.remove();
});
