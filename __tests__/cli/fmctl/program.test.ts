import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fmctl } from "../../support/fmctl";

const projectWith = (files: Readonly<Record<string, string>>) => {
  const folder = mkdtempSync(join(tmpdir(), "fmctl-"));
  mkdirSync(join(folder, "environments"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, "environments", `${name}.yaml`), text);
  return folder;
};

describe("the command line", () => {
  test("its help has every command, examples in each, and the exit codes", async () => {
    const { code, stdout } = await fmctl(["--help"]);
    const { stdout: ofValidate } = await fmctl(["validate", "--help"]);

    expect(code).toBe(0);
    expect(stdout).toContain("Exit codes: 0 done, 1 failed");
    expect(ofValidate).toContain("Examples:\n  fmctl validate");
  });

  test.each([
    [["validat"], "unknown command 'validat'", "Did you mean validate?"],
    [["config", "sho"], "unknown command 'sho'", "Did you mean show?"],
    [["validate", "--jsno"], "unknown option '--jsno'", "Did you mean --json?"],
  ])("%j is refused with the nearest word, and ends with 2", async (args, problem, nearest) => {
    const { code, stdout, stderr } = await fmctl(args);

    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain(problem);
    expect(stderr).toContain(nearest);
  });

  test("an unknown environment gets the nearest name", async () => {
    const { code, stderr } = await fmctl(["config", "show", "prodction"]);

    expect(code).toBe(2);
    expect(stderr).toBe(
      'environment: got "prodction", expected one of local, production, staging; did you mean production?\n',
    );
  });

  test("no environment at all is asked for", async () => {
    const { code, stderr } = await fmctl(["config", "show"]);

    expect(code).toBe(2);
    expect(stderr).toContain("got nothing, expected one of local, production, staging; name it on the command line");
  });

  test("FLOWMAESTRO_ENV is the environment when none is named", async () => {
    const { code, stdout } = await fmctl(["config", "show", "--json"], { env: { FLOWMAESTRO_ENV: "staging" } });

    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ name: "staging" });
  });

  test("a file that is wrong is told in its sentences, with exit code 2", async () => {
    const project = projectWith({ broken: "databse: {}\n" });

    const { code, stderr } = await fmctl(["config", "show", "broken"], { project });

    expect(code).toBe(2);
    expect(stderr).toContain('databse: got "databse", expected a key that exists; did you mean database?');
  });
});

describe("config show", () => {
  test("prints one part of an environment", async () => {
    const { stdout } = await fmctl(["config", "show", "production", "services.api-server.replicas"]);

    expect(stdout).toBe("3\n");
  });

  test("an unknown path gets the nearest key", async () => {
    const { code, stderr } = await fmctl(["config", "show", "production", "services.api-servr"]);

    expect(code).toBe(2);
    expect(stderr).toBe('path: got "api-servr", expected a key of services; did you mean api-server?\n');
  });

  test("a path that goes on behind a value is refused", async () => {
    const { stderr } = await fmctl(["config", "show", "production", "project.id"]);

    expect(stderr).toBe('path: got "id", expected a key of project; leave the rest of the path out.\n');
  });
});

describe("validate", () => {
  test("says for each environment what is wrong, and ends with 3", async () => {
    const project = projectWith({ broken: "databse: {}\n" });

    const { code, stdout, stderr } = await fmctl(["validate"], { project });

    expect(code).toBe(3);
    expect(stdout).toMatch(/^✘ broken\n {2}environments\/broken.yaml: project: got nothing/);
    expect(stderr).toBe("1 of 1 environments cannot be used.\n");
  });

  test("makes the stacks of one that is right, and can say so to a script", async () => {
    const { code, stdout } = await fmctl(["validate", "local", "--json"], { env: process.env });

    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual([
      { environment: "local", ok: true, stacks: ["data", "workloads"], problems: [] },
    ]);
  });
});
