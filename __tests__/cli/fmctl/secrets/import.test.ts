import { answers } from "../../../support/fmctl";
import { Vault } from "./vault";

let vault: Vault;

beforeEach(async () => {
  vault = await new Vault().start();
  vault.put("integration-OPENAI_API_KEY", "placeholder");
  vault.put("integration-SLACK_BOT_TOKEN", "xoxb-same");
});

afterEach(() => vault.stop());

const DOTENV = `
# keys of the old installation
export OPENAI_API_KEY="sk-new" # comment
SLACK_BOT_TOKEN=xoxb-same
`;

test("import shows what it would do, asks once, and sets what differs", async () => {
  vault.file("keys.env", DOTENV);
  const prompts = answers(true);

  const { code, stdout } = await vault.run(["import", "keys.env"], { prompts });

  expect(code).toBe(0);
  expect(stdout).toMatch(/^OPENAI_API_KEY +set +another value than now\nSLACK_BOT_TOKEN +unchanged +version 1 has/);
  expect(stdout).toContain("OPENAI_API_KEY has version 2 now.");
  expect(prompts.asked).toEqual(["Add a new version of 1 of 2 in flowmaestro-production?"]);
  expect(vault.newest("integration-OPENAI_API_KEY")).toBe("sk-new");
  expect(vault.secrets["integration-SLACK_BOT_TOKEN"]).toHaveLength(1);
});

test("a second import of the same file changes nothing and asks nothing", async () => {
  vault.file("keys.env", DOTENV);
  await vault.run(["import", "keys.env", "--yes"]);

  const { code, stdout } = await vault.run(["import", "keys.env"]);

  expect(code).toBe(0);
  expect(stdout).toContain("Nothing was changed.");
});

test.each([
  ["keys.json", '{ "OPENAI_API_KEY": "sk-new" }'],
  ["keys.yaml", "OPENAI_API_KEY: sk-new\n"],
  ["keys.yml", "OPENAI_API_KEY: |-\n  sk-new\n"],
])("%s is read by its ending", async (name, text) => {
  vault.file(name, text);

  const { stdout } = await vault.run(["import", name, "--yes", "--json"]);

  expect(JSON.parse(stdout)).toEqual({
    environment: "production",
    set: [{ name: "OPENAI_API_KEY", changed: true, version: "2" }],
    left: [],
  });
  expect(vault.newest("integration-OPENAI_API_KEY")).toBe("sk-new");
});

test("what is not ours is left out: with the nearest name, or how to add it, and exit code 3", async () => {
  vault.file(
    "keys.env",
    "OPENAI_API_KYE=a\nNOTION_API_KEY=b\nJWT_SECRET=c\nLOG_LEVEL=d\nGCS_UPLOADS_BUCKET=e\nSLACK_BOT_TOKEN=\n",
  );

  const { code, stdout, stderr } = await vault.run(["import", "keys.env"]);

  expect(code).toBe(3);
  expect(stdout.split("\n").slice(0, 6)).toEqual([
    "OPENAI_API_KYE      unknown   did you mean OPENAI_API_KEY?",
    "NOTION_API_KEY      unknown   no name in integrationSecrets of production: add it there and `fmctl deploy production data`, then import again",
    "JWT_SECRET          provided  comes with `uses`",
    "LOG_LEVEL           provided  a plain variable of the environment's file",
    "GCS_UPLOADS_BUCKET  provided  comes with `uses`",
    "SLACK_BOT_TOKEN     empty     has no value in the file",
  ]);
  expect(stderr).toBe("2 of 6 names are unknown and were left out.\n");
});

test.each([
  ["keys.json", '{ "OPENAI_API_KEY": "sk-secret', "is no json from line 1 on"],
  ["keys.yaml", "OPENAI_API_KEY: 'sk-secret\nB: [", "is no yaml from line"],
  ["keys.yaml", "OPENAI_API_KEY: { value: sk-secret }", "OPENAI_API_KEY: got something that is no text"],
  ["keys.yaml", "[sk-secret]", "expected a map of names to values"],
  ["keys.env", "sk-secret", "has no names with values"],
  ["keys.env", "", "has no names with values"],
])("%s with %j is refused without repeating it", async (name, text, problem) => {
  vault.file(name, text);

  const { code, stdout, stderr } = await vault.run(["import", name, "--yes"]);

  expect(code).toBe(2);
  expect(stderr).toContain(`${name}: `);
  expect(stderr).toContain(problem);
  expect(stdout + stderr).not.toContain("sk-secret");
});

test("Ctrl-C ends it between two secrets and says what is done", async () => {
  vault.file("keys.env", "OPENAI_API_KEY=sk-new\nSLACK_BOT_TOKEN=xoxb-new\n");
  const stop = new AbortController();
  vault.google.on("POST", /OPENAI_API_KEY:addVersion$/, () => {
    stop.abort();
    return { body: { name: "projects/1/secrets/flowmaestro-integration-OPENAI_API_KEY/versions/2" } };
  });

  const { code, stderr } = await vault.run(["import", "keys.env", "--yes"], { stop: stop.signal });

  expect(code).toBe(130);
  expect(stderr).toContain("Stopped. Set so far: OPENAI_API_KEY. The same command again sets the rest.");
  expect(vault.newest("integration-SLACK_BOT_TOKEN")).toBe("xoxb-same");
});
