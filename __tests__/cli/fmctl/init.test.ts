import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SIZES } from "../../../cli/fmctl/commands/init/sizes";
import { loadAnyEnvironment } from "../../../config/load";
import { answers, fmctl } from "../../support/fmctl";

const SHIPPED = join(__dirname, "..", "..", "..", "environments");
const EMAIL = readFileSync(join(SHIPPED, "environment.schema.json"), "utf8").includes('"leastSeverity"');
/** A last answer where the schema knows of alerts. */
const MAIL = EMAIL ? [""] : [];

/** A folder of environments, with those of this project that are named. */
function environments(...shipped: readonly string[]): string {
  const folder = join(mkdtempSync(join(tmpdir(), "fmctl-init-test-")), "environments");
  mkdirSync(folder);
  for (const name of shipped) cpSync(join(SHIPPED, `${name}.yaml`), join(folder, `${name}.yaml`));
  return folder;
}

const kubeconfig = join(mkdtempSync(join(tmpdir(), "fmctl-init-kube-")), "config");
writeFileSync(
  kubeconfig,
  JSON.stringify({
    "current-context": "kind-one",
    clusters: [{ name: "one", cluster: { server: "https://127.0.0.1:1" } }],
    contexts: ["kind-one", "kind-two"].map((name) => ({ name, context: { cluster: "one" } })),
  }),
);

function run(folder: string, args: readonly string[], ...given: readonly (string | boolean)[]) {
  const prompts = answers(...given);
  const env = { FLOWMAESTRO_ENVIRONMENTS: folder, KUBECONFIG: kubeconfig };
  return fmctl(["init", ...args], { env, prompts }).then((ran) => ({ ...ran, asked: prompts.asked }));
}

const textOf = (folder: string, name: string) => readFileSync(join(folder, `${name}.yaml`), "utf8");
const comments = (text: string) => text.split("\n").filter((line) => line.includes(" # ") || line.startsWith("# "));

describe("a new environment in Google Cloud", () => {
  test("is asked for, written with production's comments and order, and passes every check", async () => {
    const folder = environments();

    const { code, stdout, asked } = await run(
      folder,
      ["live"],
      ...["cloud", "acme-live", "europe-west1", "acme.com", "medium", "gcs", "acme-state", ...MAIL],
    );

    expect(code).toBe(0);
    expect(asked[0]).toBe("Where does it run?");
    expect(stdout).toContain("✔ environments/live.yaml is written and passes every check.");
    expect(stdout).toContain("fmctl doctor live");
    expect(loadAnyEnvironment("live", folder)).toMatchObject({
      project: "acme-live",
      region: "europe-west1",
      domain: "acme.com",
      backend: { type: "gcs", bucket: "acme-state", prefix: "flowmaestro" },
      database: SIZES.medium.database,
    });
    const [text, production] = [textOf(folder, "live"), readFileSync(join(SHIPPED, "production.yaml"), "utf8")];
    expect(text).toContain("project: acme-live # Google Cloud project ID\n");
    expect(text).toMatch(/^# yaml-language-server: \$schema=\S+environment\.schema\.json\n/);
    expect(text).toContain("# FlowMaestro, live: a medium environment.");
    const kept = comments(production).filter(
      (line) => !/^# (?:yaml|FlowMaestro|every)|then gcs|us-central1/.test(line),
    );
    const shortened = kept.map((line) => line.split(" # ").at(-1)!);
    expect(shortened.length).toBeGreaterThan(5);
    for (const comment of shortened) expect(text).toContain(comment);
  });

  test.each(Object.keys(SIZES))("stands on its own in size %s", async (size) => {
    const folder = environments();

    const { code, stderr } = await run(folder, [
      "eu",
      "--yes",
      "--project",
      "acme-eu",
      "--domain",
      "a.eu",
      "--size",
      size,
    ]);

    expect(stderr).toBe("");
    expect(code).toBe(0);
    const { database, redis, pools } = SIZES[size as keyof typeof SIZES];
    expect(loadAnyEnvironment("eu", folder)).toMatchObject({ database, redis, temporal: { pools } });
  });

  test("that is small has one pod of each and half the resources, also where an alias shares them", async () => {
    const folder = environments();

    await run(folder, ["eu", "--yes", "--project", "acme-eu", "--domain", "a.eu", "--size", "small"]);

    const { services, temporal } = loadAnyEnvironment("eu", folder);
    expect(Object.values(services).map(({ replicas, autoscaling }) => [replicas, autoscaling?.maxReplicas])).toEqual(
      Object.keys(services).map(() => [1, 2]),
    );
    expect(services.frontend!.resources.requests).toEqual({ cpu: "50m", memory: "64Mi" });
    expect(services.marketing!.resources).toEqual(services.frontend!.resources);
    expect(temporal.replicas).toEqual({ frontend: 1, history: 1, matching: 1, worker: 1, web: 1 });
    expect(temporal.resources.requests).toEqual({ cpu: "250m", memory: "256Mi" });
    expect(textOf(folder, "eu")).toContain("resources: *site");
  });

  test.each(Object.keys(SIZES))("can start from another one in size %s, and says only what differs", async (size) => {
    const folder = environments("production");

    const { code, stderr } = await run(folder, [
      "stage",
      "--extends",
      "production",
      "--yes",
      "--project",
      "acme-stage",
      "--domain",
      "s.acme.com",
      "--size",
      size,
    ]);

    expect(stderr).toBe("");
    expect(code).toBe(0);
    expect(loadAnyEnvironment("stage", folder)).toMatchObject({ database: SIZES[size as keyof typeof SIZES].database });
    const text = textOf(folder, "stage");
    expect(text).not.toContain("services:");
    expect(text).not.toContain("backend:");
    if (size === "small") expect(text).toContain("extends:\n  environment: production\n  replicas: 1\n");
    if (size === "medium") expect(text).not.toContain("database:");
  });

  test("what it may start from is offered when there is something", async () => {
    const folder = environments("production");

    const { asked } = await run(
      folder,
      ["stage"],
      ...["cloud", "production", "acme-stage", "", "s.acme.com", "small", "local", ...MAIL],
    );

    expect(asked).toContain("What does it start from?");
    expect(textOf(folder, "stage")).toContain("environment: production");
  });
});

describe("what is typed is held against the schema and the checks at once", () => {
  test.each([
    ["Acme", 'project: got "Acme", expected a project ID: 6 to 30 lower-case letters'],
    ["flowmaestro-production", "expected a project of its own, as production has flowmaestro-production too"],
  ])("the project %s", async (project, sentence) => {
    const folder = environments("production");

    await expect(run(folder, ["eu", "--size", "small"], "cloud", "", project)).rejects.toThrow(sentence);
    expect(readdirSync(folder)).toEqual(["production.yaml"]);
  });

  test.each([
    [["--project", "Acme"], '--project: project: got "Acme"', "(--project)"],
    [
      ["--project", "acme-eu"],
      "domain: got nothing, expected a domain in lower case such as example.com",
      "(--domain)",
    ],
    [
      ["--project", "acme-eu", "--domain", "a.eu", "--region", "europe"],
      'region: got "europe", expected a region',
      "(--region)",
    ],
    [["--project", "acme-eu", "--domain", "a.eu", "--size", "smal"], "Allowed choices are small, medium, large.", ""],
    [
      ["--project", "acme-eu", "--domain", "a.eu", "--backend", "gcs"],
      "bucket: got nothing, expected the name of an existing bucket",
      "(--bucket)",
    ],
    [
      ["--project", "acme-eu", "--domain", "a.eu", "--bucket", "A_B"],
      'backend.bucket: got "A_B", expected the name',
      "(--bucket)",
    ],
    [
      ["--project", "acme-eu", "--domain", "a.eu", "--extends", "prod"],
      '--extends: got "prod", expected one of none, as there is no other',
      "",
    ],
  ])("%j in a script ends with 2, and nothing is written", async (args, sentence, option) => {
    const folder = environments();

    const { code, stderr } = await run(folder, ["eu", "--yes", ...args]);

    expect(stderr).toContain(sentence.replace("--project: ", ""));
    expect(stderr).toContain(option);
    expect(code).toBe(2);
    expect(existsSync(join(folder, "eu.yaml"))).toBe(false);
  });

  test("what only the whole file shows is told as well, and nothing is written", async () => {
    const folder = environments();
    const pooled = readFileSync(join(SHIPPED, "production.yaml"), "utf8").replace(
      "database:\n",
      "database:\n  poolSize: 8\n",
    );
    writeFileSync(join(folder, "production.yaml"), pooled);
    const args = ["stage", "--extends", "production", "--yes", "--project", "acme-stage", "--domain", "s.acme.com"];

    const { code, stderr } = await run(folder, args);

    expect(code).toBe(2);
    expect(stderr).toContain('environments/stage.yaml: database.tier: got "db-custom-1-3840"');
    expect(readdirSync(folder)).toEqual(["production.yaml"]);
  });
});

describe("a file that is there", () => {
  test("is changed when somebody agrees, and keeps what was not asked", async () => {
    const folder = environments("production");
    const before = textOf(folder, "production").replace(
      "integrationSecrets: []",
      "integrationSecrets: [OPENAI_API_KEY]",
    );
    writeFileSync(join(folder, "production.yaml"), before);

    const { code } = await run(folder, ["production"], true, "acme-live", "", "acme.com", "medium", "local", ...MAIL);

    expect(code).toBe(0);
    const expected = before
      .replace("project: flowmaestro-production", "project: acme-live")
      .replace("domain: flowmaestro.example.com", "domain: acme.com");
    if (EMAIL) expect(textOf(folder, "production")).toContain(expected.trimEnd());
    else expect(textOf(folder, "production")).toBe(expected);
  });

  test("stays as it is when somebody says no", async () => {
    const folder = environments("production");

    const { code, stderr } = await run(folder, ["production"], false);

    expect(code).toBe(4);
    expect(stderr).toBe("Nothing was done, as you wished.\n");
  });

  test("stays as it is in a script without --overwrite", async () => {
    const folder = environments("production");
    const before = textOf(folder, "production");
    const args = ["production", "--yes", "--project", "acme-live", "--domain", "acme.com"];

    const { code, stderr } = await run(folder, args);

    expect(code).toBe(4);
    expect(stderr).toContain("environments/production.yaml exists, so nothing was written; --overwrite changes");
    expect(textOf(folder, "production")).toBe(before);
    expect((await run(folder, [...args, "--overwrite"])).code).toBe(0);
    expect(loadAnyEnvironment("production", folder)).toMatchObject({ project: "acme-live" });
  });

  test("that starts from another one goes on doing so", async () => {
    const folder = environments("production", "staging");

    await run(folder, ["staging", "--yes", "--overwrite", "--project", "acme-stage", "--domain", "s.acme.com"]);

    expect(textOf(folder, "staging")).toContain("extends:\n  environment: production\n");
    expect(loadAnyEnvironment("staging", folder)).toMatchObject({ project: "acme-stage", domain: "s.acme.com" });
  });
});

describe("a local environment", () => {
  test("is short, and in the context that is chosen", async () => {
    const folder = environments("production", "local");

    const { code } = await run(folder, ["mine", "--local"], "kind-two");

    expect(code).toBe(0);
    expect(loadAnyEnvironment("mine", folder)).toMatchObject({ kubernetes: { context: "kind-two" } });
  });

  test("takes the current context in a script", async () => {
    const folder = environments("production", "local");

    expect((await run(folder, ["mine", "--local", "--yes"])).code).toBe(0);
    expect(textOf(folder, "mine")).toContain("kubernetes: {} # the current context of the kubeconfig");
  });

  test("an unknown context gets the nearest name", async () => {
    const { code, stderr } = await run(environments("production", "local"), ["mine", "--context", "kind-tow"]);

    expect(code).toBe(2);
    expect(stderr).toBe('--context: got "kind-tow", expected one of kind-one, kind-two; did you mean kind-two?\n');
  });
});
