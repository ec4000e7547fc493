import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { withGeneration } from "../../../../cli/fmctl/secrets/password-generation";
import { answers } from "../../../support/fmctl";
import { Vault } from "./vault";

let vault: Vault;

beforeEach(async () => {
  vault = await new Vault().start();
});

afterEach(() => vault.stop());

describe("rotate in Google Cloud", () => {
  test("names the consequences of a database's password, asks, and adds letters and digits", async () => {
    const prompts = answers(true);

    const { code, stdout } = await vault.run(["rotate", "flowmaestro-database-password"], { prompts });

    expect(code).toBe(0);
    const value = vault.newest("flowmaestro-database-password")!;
    expect(value).toMatch(/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[A-Za-z0-9]{40}$/);
    expect(stdout).not.toContain(value);
    expect(stdout).toContain("open connections go on and new ones are refused");
    expect(stdout).toContain("deploy both");
    expect(stdout).toContain("Restarted by the deployment: api-server, temporal-worker, migrations.");
    expect(stdout).toContain("version 1 stays, and is what runs until `fmctl deploy production data workloads`");
    expect(prompts.asked).toEqual(["Add a new version of flowmaestro-database-password?"]);
  });

  test("makes 64 random bytes for the JWT secret, another time others", async () => {
    await vault.run(["rotate", "jwt-secret", "--yes"]);
    const first = vault.newest("jwt-secret")!;
    const { stdout } = await vault.run(["rotate", "jwt-secret", "--yes", "--json"]);

    expect(Buffer.from(first, "base64")).toHaveLength(64);
    expect(vault.newest("jwt-secret")).not.toBe(first);
    expect(JSON.parse(stdout)).toEqual({
      environment: "production",
      name: "jwt-secret",
      version: "3",
      before: "2",
      next: "fmctl deploy production workloads",
    });
  });

  test("adds nothing when somebody says no", async () => {
    const { code, stderr } = await vault.run(["rotate", "jwt-secret"], { prompts: answers(false) });

    expect(code).toBe(4);
    expect(stderr).toBe("Nothing was done, as you wished.\n");
    expect(vault.secrets["jwt-secret"]).toHaveLength(1);
  });

  test.each([
    [["rotate", "encryption-key", "--yes"], "the credentials that users store are encrypted with it"],
    [["rotate", "OPENAI_API_KEY", "--yes"], "OPENAI_API_KEY is issued by its provider"],
    [["destroy", "jwt-secret", "1"], "fmctl destroys no version of a secret, since that cannot be undone"],
    [["destroy"], "Nothing was changed."],
  ])("refuses %j with the reason", async (args, reason) => {
    const { code, stderr } = await vault.run(args);

    expect(code).toBe(2);
    expect(stderr).toContain(reason);
    expect(vault.google.seen).toEqual([]);
  });
});

describe("rotate in a cluster of one's own", () => {
  test("raises passwordGeneration in the file, and nothing else", async () => {
    const file = join(vault.folder, "local.yaml");
    const before = readFileSync(file, "utf8").split("\n");

    const { code, stdout } = await vault.run(["rotate", "temporal-database-password", "-e", "local", "--yes"]);

    const after = readFileSync(file, "utf8").split("\n");
    expect(code).toBe(0);
    expect(stdout).toContain("says passwordGeneration 2 now");
    expect(after.filter((line, index) => line !== before[index])).toEqual([
      "kubernetes: { passwordGeneration: 2 } # the current context of the kubeconfig",
    ]);
    await vault.run(["rotate", "temporal-database-password", "-e", "local", "--yes"]);
    expect(parse(readFileSync(file, "utf8"))).toMatchObject({ kubernetes: { passwordGeneration: 3 } });
  });

  test.each([
    ["extends: { environment: local }\n", "extends: { environment: local }\nkubernetes:\n  passwordGeneration: 2\n"],
    ["kubernetes: # mine\n  context: kind\n", "kubernetes: # mine\n  passwordGeneration: 2\n  context: kind\n"],
    ["kubernetes: { context: kind }", "kubernetes: { passwordGeneration: 2, context: kind }"],
    [
      "a: [1,2]\nkubernetes:\n    passwordGeneration:   1 # one\n",
      "a: [1,2]\nkubernetes:\n    passwordGeneration:   2 # one\n",
    ],
    ["a: &x {}\nkubernetes: *x\n", undefined],
  ])("whatever the file looks like: %j", (before, after) => {
    expect(withGeneration(before, 2)).toBe(after);
  });

  test("says what stands in for it where there is none", async () => {
    const { code, stderr } = await vault.run(["rotate", "jwt-secret", "-e", "local"]);

    expect(code).toBe(2);
    expect(stderr).toContain("The JWT secret of a local environment is made once, with the environment");
  });
});
