import { revisionOf } from "../../../../cli/fmctl/secrets/revision";
import { CommandError } from "../../../../cli/shared/command-error";
import { Vault } from "./vault";

const DATABASE = { host: "10.16.0.3", port: "5432", database: "flowmaestro", user: "flowmaestro" };
const TEMPORAL = {
  host: "10.16.0.3",
  port: "5432",
  database: "temporal",
  "visibility-database": "temporal_visibility",
  user: "temporal",
};
const REDIS = { host: "10.16.0.4", port: "6379" };
let vault: Vault;

/** A cluster in which everything runs with these versions. */
function deploy(versions: Readonly<Record<string, string>> = {}): void {
  const version = (name: string, otherwise = "1") => versions[name] ?? otherwise;
  vault.deployed("db-credentials", { ...DATABASE, password: "value-1" });
  vault.deployed("temporal-db-credentials", { ...TEMPORAL, password: "value-2" });
  vault.deployed("redis-credentials", REDIS);
  vault.deployed("app-secrets", { "jwt-secret": "value-3", "encryption-key": "value-4" });
  vault.deployed("integration-secrets", { OPENAI_API_KEY: "value-5", SLACK_BOT_TOKEN: "value-6" });
  const revisions = {
    "db-credentials": revisionOf(DATABASE, { password: version("password") }),
    "redis-credentials": revisionOf(REDIS, {}),
    "app-secrets": revisionOf({}, { "jwt-secret": version("jwt-secret"), "encryption-key": "1" }),
    "integration-secrets": revisionOf(
      {},
      { OPENAI_API_KEY: version("OPENAI_API_KEY", "2"), SLACK_BOT_TOKEN: version("SLACK_BOT_TOKEN", "2") },
    ),
  };
  vault.pods([
    { release: "api-server", revisions },
    { release: "temporal-worker", revisions },
    {
      release: "temporal",
      revisions: { "temporal-db-credentials": revisionOf(TEMPORAL, { password: version("temporal") }) },
    },
    { release: "frontend", revisions: {} },
  ]);
}

const keysOf = (stdout: string) =>
  Object.fromEntries(
    (JSON.parse(stdout) as { keys: { key: string; state: string }[] }).keys.map(({ key, state }) => [key, state]),
  );
const verdictOn = (stdout: string, key: string) =>
  (JSON.parse(stdout) as { keys: { key: string }[] }).keys.find((each) => each.key === key);

beforeEach(async () => {
  vault = await new Vault().start();
  for (const name of ["OPENAI_API_KEY", "SLACK_BOT_TOKEN"]) {
    vault.put(`integration-${name}`, "placeholder");
    vault.put(`integration-${name}`, `value of ${name}`);
  }
  deploy();
});

afterEach(() => vault.stop());

describe("list", () => {
  test("shows every secret with its version, where it goes and who reads it, and no value", async () => {
    delete vault.secrets["temporal-database-password"];
    vault.put("jwt-secret", "another", "DISABLED");
    vault.secrets["integration-SLACK_BOT_TOKEN"]!.pop();

    const { code, stdout } = await vault.run(["list"]);

    expect(code).toBe(0);
    const lines = stdout.split("\n").map((line) => line.split(/ {2,}/));
    expect(lines.slice(0, 7).map((cells) => cells.slice(0, 6))).toEqual([
      ["name", "state", "version", "since (UTC)", "in the cluster", "read by"],
      [
        "flowmaestro-database-password",
        "set",
        "1",
        "2025-12-01 00:00",
        "db-credentials/password",
        "api-server, temporal-worker, migrations",
      ],
      ["temporal-database-password", "missing", "-", "-", "temporal-db-credentials/password", "temporal"],
      ["jwt-secret", "disabled", "2", "2025-12-02 00:00", "app-secrets/jwt-secret", "api-server, temporal-worker"],
      ["encryption-key", "set", "1", "2025-12-01 00:00", "app-secrets/encryption-key", "api-server, temporal-worker"],
      [
        "OPENAI_API_KEY",
        "set",
        "2",
        "2025-12-02 00:00",
        "integration-secrets/OPENAI_API_KEY",
        "api-server, temporal-worker",
      ],
      [
        "SLACK_BOT_TOKEN",
        "placeholder",
        "1",
        "2025-12-01 00:00",
        "integration-secrets/SLACK_BOT_TOKEN",
        "api-server, temporal-worker",
      ],
    ]);
    expect(vault.google.seen.some(({ target }) => target.endsWith(":access"))).toBe(false);
  });

  test("of a local environment shows the cluster's, and is JSON when that is wanted", async () => {
    const { stdout } = await vault.run(["list", "local", "--json"]);

    const { secrets } = JSON.parse(stdout) as { secrets: { name: string; state: string; createdAt: string }[] };
    expect(secrets.map(({ name, state }) => `${name} ${state}`)).toEqual([
      "flowmaestro-database-password set",
      "temporal-database-password set",
      "jwt-secret set",
      "encryption-key set",
    ]);
    expect(secrets[0]!.createdAt).toBe("2025-12-01T10:20:30.000Z");
    expect(stdout).not.toContain("value-");
    expect(vault.google.seen).toEqual([]);
  });
});

describe("verify", () => {
  test("is content when everything runs with the newest versions", async () => {
    const { code, stdout } = await vault.run(["verify", "--json"]);

    expect(keysOf(stdout)).toEqual({
      "db-credentials/password": "ok",
      "temporal-db-credentials/password": "ok",
      "app-secrets/jwt-secret": "ok",
      "app-secrets/encryption-key": "ok",
      "integration-secrets/OPENAI_API_KEY": "ok",
      "integration-secrets/SLACK_BOT_TOKEN": "ok",
    });
    expect(code).toBe(0);
    expect(vault.google.seen.some(({ target }) => target.endsWith(":access"))).toBe(false);
  });

  test("says which version runs, and who is behind, once one was added", async () => {
    vault.put("jwt-secret", "another");
    vault.put("flowmaestro-database-password", "another");

    const { code, stdout, stderr } = await vault.run(["verify", "--json"]);

    expect(code).toBe(3);
    expect(stderr).toBe("2 of 6 keys are not well.\n");
    expect(verdictOn(stdout, "app-secrets/jwt-secret")).toEqual({
      key: "app-secrets/jwt-secret",
      secret: "jwt-secret",
      kind: "jwt-secret",
      state: "outdated",
      version: "2",
      running: ["1"],
      behind: ["api-server", "temporal-worker"],
      fix: "fmctl deploy production workloads",
    });
    expect(verdictOn(stdout, "db-credentials/password")).toMatchObject({
      state: "outdated",
      fix: "fmctl deploy production data workloads",
    });
    expect(verdictOn(stdout, "app-secrets/encryption-key")).toMatchObject({ state: "ok", running: ["1"] });
  });

  test("says that a host has moved, without a version to blame", async () => {
    vault.deployed("redis-credentials", { ...REDIS, host: "10.16.0.99" });

    const { code, stdout } = await vault.run(["verify"]);

    expect(code).toBe(3);
    expect(stdout).toMatch(/✘ outdated +redis-credentials +- +- +behind: api-server, temporal-worker; fmctl deploy/);
  });

  test.each([
    [
      "a secret that is not made",
      "missing",
      "db-credentials/password",
      () => delete vault.secrets["flowmaestro-database-password"],
      "fmctl deploy production data",
    ],
    [
      "a placeholder",
      "placeholder",
      "integration-secrets/OPENAI_API_KEY",
      () => vault.secrets["integration-OPENAI_API_KEY"]!.pop(),
      "fmctl secrets set OPENAI_API_KEY -e production",
    ],
    [
      "a disabled version",
      "disabled",
      "app-secrets/jwt-secret",
      () => vault.put("jwt-secret", "x", "DISABLED"),
      "enable the newest version in Secret Manager, or add another",
    ],
    [
      "a destroyed version",
      "destroyed",
      "app-secrets/jwt-secret",
      () => vault.put("jwt-secret", "x", "DESTROYED"),
      "restore the newest version in Secret Manager, or add another",
    ],
    [
      "a key that the cluster lacks",
      "not deployed",
      "integration-secrets/SLACK_BOT_TOKEN",
      () => vault.deployed("integration-secrets", { OPENAI_API_KEY: "value" }),
      "fmctl deploy production workloads",
    ],
    [
      "a host that the cluster lacks",
      "not deployed",
      "redis-credentials/host",
      () => vault.deployed("redis-credentials", { port: "6379" }),
      "fmctl deploy production workloads",
    ],
    [
      "a key that the file does not name",
      "not in the file",
      "integration-secrets/OLD_KEY",
      () => vault.deployed("integration-secrets", { OPENAI_API_KEY: "v", SLACK_BOT_TOKEN: "v", OLD_KEY: "v" }),
      "fmctl deploy production workloads",
    ],
    [
      "a secret that the file does not name",
      "not read by anybody",
      "flowmaestro-integration-OLD_KEY",
      () => vault.put("integration-OLD_KEY", "v"),
      "the file does not name it: add it to integrationSecrets, or delete it in Secret Manager",
    ],
    [
      "a key that no service uses",
      "not read by anybody",
      "integration-secrets/OPENAI_API_KEY",
      () => vault.environment(["OPENAI_API_KEY"], (text) => text.replaceAll("integration-secrets, ", "")),
      "no service has integration-secrets in its `uses`: add it to one, or take it out of integrationSecrets",
    ],
  ])("finds %s", async (_what, state, key, break_, fix) => {
    break_();

    const { code, stdout } = await vault.run(["verify", "--json"]);

    expect(code).toBe(3);
    expect(verdictOn(stdout, key)).toMatchObject({ state, fix });
  });

  test("looks at Secret Manager alone while there is no cluster, and says so", async () => {
    const { code, stdout, stderr } = await vault.run(["verify", "--json"], {
      cluster: () => Promise.reject(new CommandError("There is no cluster yet.")),
    });

    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({ well: false, cluster: "There is no cluster yet." });
    expect(stderr).toContain("The cluster was not looked at: There is no cluster yet.");
  });

  test("says what the cluster does not permit", async () => {
    vault.kubernetes.refuse("GET", "api/v1/namespaces/flowmaestro/secrets/db-credentials", 403, {});

    const { stderr } = await vault.run(["verify"]);

    expect(stderr).toContain(
      "The cluster does not permit to read the secret db-credentials: HTTP status 403; ask for a role",
    );
  });

  test("of a local environment compares passwordGeneration with what runs", async () => {
    vault.deployed("integration-secrets", {});
    const integrations = { "integration-secrets": revisionOf({}, {}) };
    const database = { "db-credentials": revisionOf(DATABASE, { password: "1" }) };
    vault.pods([{ release: "api-server", revisions: { ...integrations, ...database } }]);
    expect((await vault.run(["verify", "local"])).code).toBe(0);
    await vault.run(["rotate", "flowmaestro-database-password", "-e", "local", "--yes"]);

    const { code, stdout } = await vault.run(["verify", "local", "--json"]);

    expect(code).toBe(3);
    expect(verdictOn(stdout, "db-credentials/password")).toMatchObject({
      state: "outdated",
      version: "2",
      running: ["1"],
    });
    expect(vault.google.seen).toEqual([]);
  });
});
