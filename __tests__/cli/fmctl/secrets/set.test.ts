import childProcess from "node:child_process";
import { answers, type Ran } from "../../../support/fmctl";
import { Vault } from "./vault";

const VALUE = "sk-3fA9dQ0ZtheValueThatNobodyMaySee";
let vault: Vault;

beforeEach(async () => {
  vault = await new Vault().start();
  vault.put("integration-OPENAI_API_KEY", "placeholder");
});

afterEach(() => vault.stop());

const added = () => vault.google.seen.filter(({ method }) => method === "POST");

describe("set adds a version", () => {
  test("with what somebody types, after its length was confirmed", async () => {
    const prompts = answers(VALUE, true);

    const { code, stdout } = await vault.run(["set", "OPENAI_API_KEY"], { prompts });

    expect(code).toBe(0);
    expect(prompts.asked).toEqual(["Value of OPENAI_API_KEY (not shown):", "Got 35 characters. Is that right?"]);
    expect(vault.newest("integration-OPENAI_API_KEY")).toBe(VALUE);
    expect(stdout).toBe(
      "OPENAI_API_KEY has version 2 now. The versions before it stay in Secret Manager.\n" +
        "Nothing has changed for what runs. `fmctl deploy production workloads` hands it out and restarts " +
        "exactly the pods that read it: api-server, temporal-worker.\n",
    );
  });

  test("not when somebody finds the length wrong", async () => {
    const { code, stderr } = await vault.run(["set", "OPENAI_API_KEY"], { prompts: answers(VALUE, false) });

    expect(code).toBe(4);
    expect(stderr).toBe("Nothing was changed, as you wished.\n");
    expect(added()).toEqual([]);
  });

  test.each([
    ["one line break at the end is taken off", `${VALUE}\n`, VALUE],
    ["also one of Windows", `${VALUE}\r\n`, VALUE],
    ["a second one is kept", `${VALUE}\n\n`, `${VALUE}\n`],
    ["lines are kept", "-----BEGIN KEY-----\nabc\n-----END KEY-----\n", "-----BEGIN KEY-----\nabc\n-----END KEY-----"],
  ])("out of a file or standard input: %s", async (_what, text, value) => {
    vault.file("key.txt", text);

    await vault.run(["set", "OPENAI_API_KEY", "--file", "key.txt"]);
    expect(vault.newest("integration-OPENAI_API_KEY")).toBe(value);
    vault.put("integration-OPENAI_API_KEY", "another");
    await vault.run(["set", "OPENAI_API_KEY", "--stdin"], { input: () => Promise.resolve(text) });
    expect(vault.newest("integration-OPENAI_API_KEY")).toBe(value);
  });

  test("not when the newest version has that value already", async () => {
    vault.put("integration-OPENAI_API_KEY", VALUE);

    const { code, stdout } = await vault.run(["set", "OPENAI_API_KEY", "--stdin", "--json"], {
      input: () => Promise.resolve(VALUE),
    });

    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ name: "OPENAI_API_KEY", changed: false, version: "2" });
    expect(added()).toEqual([]);
  });

  test("also for somebody who may add versions and not read them", async () => {
    vault.google.refuse("GET", /:access$/, 403, { status: "PERMISSION_DENIED", message: "no" });

    expect(
      await vault.run(["set", "OPENAI_API_KEY", "--stdin"], { input: () => Promise.resolve(VALUE) }),
    ).toMatchObject({
      code: 0,
    });
    expect(vault.newest("integration-OPENAI_API_KEY")).toBe(VALUE);
  });

  test.each([
    ["sk-ant-something", "it does not look like sk-…, as such keys do"],
    [` ${VALUE}`, "it begins or ends with white space"],
    [`"${VALUE}"`, "it is in quotes"],
    [`OPENAI_API_KEY=${VALUE}`, "it begins with its own name"],
    ["changeme", "it looks like a placeholder"],
    ['{ "type": "service_account" }', "it looks like a Google service account's key"],
  ])("with a warning for %s", async (value, warning) => {
    const { code, stderr } = await vault.run(["set", "OPENAI_API_KEY", "--stdin"], {
      input: () => Promise.resolve(value),
    });

    expect(code).toBe(0);
    expect(stderr).toContain(`Warning: OPENAI_API_KEY: ${warning}`);
    expect(vault.newest("integration-OPENAI_API_KEY")).toBe(value);
  });
});

describe("set refuses", () => {
  test.each([
    [["set", "OPENAI_API_KEY", VALUE]],
    [["set", `OPENAI_API_KEY=${VALUE}`]],
    [["set", "OPENAI_API_KEY", `--value=${VALUE}`]],
    [["set", "OPENAI_API_KEY", "--value", VALUE]],
    [["set", "OPENAI_API_KEY", `-----${VALUE}`]],
    [["set", VALUE]],
    [["set", VALUE, "OPENAI_API_KEY"]],
    [["rotate", VALUE]],
  ])("%j without repeating it", async (args) => {
    const { code, stdout, stderr } = await vault.run(args);

    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).not.toContain(VALUE);
    expect(vault.google.seen).toEqual([]);
  });

  test("a value on the command line says why, and what to do about it", async () => {
    const { stderr } = await vault.run(["set", "OPENAI_API_KEY", VALUE]);

    expect(stderr).toContain("stays in the shell's history and is seen in the process list");
    expect(stderr).toContain("revoke it, and give the new one at the prompt, with --file or with --stdin");
  });

  test.each([
    ["nothing", "", "got nothing, expected at least one character"],
    ["a line break", "\n", "got nothing"],
    ["more than Secret Manager takes", "x".repeat(65_537), "got 65537 bytes, expected at most 65536"],
    ["a zero byte", "a\0b", "got a zero byte"],
  ])("%s", async (_what, text, problem) => {
    const { code, stderr } = await vault.run(["set", "OPENAI_API_KEY", "--stdin"], {
      input: () => Promise.resolve(text),
    });

    expect(code).toBe(2);
    expect(stderr).toContain(problem);
    expect(added()).toEqual([]);
  });

  test.each([
    ["a file that is not there", ["--file", "none.txt"], "none.txt cannot be read (there is no such file)"],
    ["a file of bytes", ["--file", "bytes"], "got bytes that are no text"],
    ["two sources", ["--file", "bytes", "--stdin"], "got --file and --stdin, expected one of them"],
  ])("%s", async (_what, options, problem) => {
    vault.file("bytes", Buffer.from([0xff, 0xfe, 0x00]));

    const { code, stderr } = await vault.run(["set", "OPENAI_API_KEY", ...options]);

    expect(code).toBe(2);
    expect(stderr).toContain(problem);
  });

  test("to ask where nobody can answer", async () => {
    const { code, stderr } = await vault.run(["set", "OPENAI_API_KEY"], {
      prompts: { ...answers(), possible: false },
    });

    expect(code).toBe(4);
    expect(stderr).toContain("give it with --stdin or --file");
  });

  test.each([
    ["OPENAI_API_KYE", "did you mean OPENAI_API_KEY?"],
    ["NOTION_API_KEY", "a new one is a name in integrationSecrets of the environment production"],
    ["jwt-secret", "`fmctl secrets rotate jwt-secret -e production` makes a new one"],
    ["encryption-key", "The encryption key stays: the credentials that users store are encrypted with it"],
  ])("%s", async (name, problem) => {
    const { code, stderr } = await vault.run(["set", name]);

    expect(code).toBe(2);
    expect(stderr).toContain(problem);
  });

  test("before anybody types, when the secret is not made yet", async () => {
    const { code, stderr } = await vault.run(["set", "SLACK_BOT_TOKEN"]);

    expect(code).toBe(1);
    expect(stderr).toContain(
      "There is no secret flowmaestro-integration-SLACK_BOT_TOKEN in flowmaestro-production for SLACK_BOT_TOKEN yet; " +
        "`fmctl deploy production data` makes it",
    );
  });

  test("a local environment, in a sentence", async () => {
    const { code, stderr } = await vault.run(["set", "OPENAI_API_KEY", "-e", "local"]);

    expect(code).toBe(2);
    expect(stderr).toContain("A local environment has no integration secrets");
  });
});

describe("a value is nowhere", () => {
  const disclosing = (ran: Ran) => [
    ran.stdout,
    ran.stderr,
    ...vault.google.seen.map(({ target, authorization }) => `${target} ${authorization}`),
  ];
  const forms = [VALUE, Buffer.from(VALUE).toString("base64"), encodeURIComponent(VALUE), VALUE.slice(3, 20)];

  test.each([
    ["it is set", undefined],
    ["Google does not permit it", { status: 403, error: { status: "PERMISSION_DENIED", message: "denied" } }],
    ["Google takes it for malformed", { status: 400, error: { status: "INVALID_ARGUMENT", message: "Bad payload" } }],
    ["Google's answer is not understood", "odd"],
    ["the network fails", "reset"],
  ] as const)("but in the body of one request, when %s", async (_when, fault) => {
    const spawned = ["spawn", "spawnSync", "execFile", "exec", "fork"].map((name) =>
      jest.spyOn(childProcess, name as "spawn"),
    );
    if (fault === "odd") vault.google.on("POST", /:addVersion$/, { body: { name: 7 } });
    else if (fault === "reset") vault.google.on("POST", /:addVersion$/, { breaks: true });
    else if (fault) vault.google.refuse("POST", /:addVersion$/, fault.status, fault.error);
    vault.file("keys.env", `OPENAI_API_KEY=${VALUE}\n`);
    const prompts = answers(VALUE, true);

    for (const ran of [
      await vault.run(["set", "OPENAI_API_KEY", "--stdin"], { input: () => Promise.resolve(VALUE) }),
      await vault.run(["set", "OPENAI_API_KEY"], { prompts }),
      await vault.run(["import", "keys.env", "--yes"]),
      await vault.run(["list"]),
      await vault.run(["verify"]),
    ]) {
      for (const text of disclosing(ran)) for (const form of forms) expect(text).not.toContain(form);
      expect(ran.stdout + ran.stderr).not.toBe("");
    }
    for (const question of prompts.asked) for (const form of forms) expect(question).not.toContain(form);
    for (const program of spawned) expect(program).not.toHaveBeenCalled();
    expect(added().length).toBeGreaterThan(0);
  });
});
