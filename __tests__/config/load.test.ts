import { loadEnvironment } from "../../config/load";
import { ConfigError } from "../../config/problem";
import { environmentFolder, fromProduction, refusal, refusalOf } from "./environment-folder";

describe("the name", () => {
  const folder = environmentFolder({ staging: fromProduction("") });

  test.each([
    [
      undefined,
      "FLOWMAESTRO_ENV: got nothing, expected one of production, staging; set it, for example " +
        "FLOWMAESTRO_ENV=production.",
    ],
    [
      "",
      "FLOWMAESTRO_ENV: got nothing, expected one of production, staging; set it, for example " +
        "FLOWMAESTRO_ENV=production.",
    ],
    ["prodution", 'FLOWMAESTRO_ENV: got "prodution", expected one of production, staging; did you mean production?'],
    [
      "qa",
      'FLOWMAESTRO_ENV: got "qa", expected one of production, staging; choose one of them or write ' +
        "environments/qa.yaml.",
    ],
  ])("refuses %p", (name, sentence) => {
    expect(refusalOf(name, folder)).toEqual([sentence]);
  });

  test("refuses a file name that cannot be a label", () => {
    expect(refusalOf("Test EU", environmentFolder({ "Test EU": fromProduction("") }))).toEqual([
      'environments/Test EU.yaml: got "Test EU", expected a file name of at most 63 lower-case letters, digits, ' +
        "hyphens " +
        "and underscores before .yaml; rename the file.",
    ]);
  });
});

describe("the file", () => {
  test.each([
    ["a key twice", "a: 1\na: 2", '"Map keys must be unique", expected valid YAML; correct line 2, column 1.'],
    ["an open quote", 'a: "open\nb: 1', '"Missing closing \\"quote", expected valid YAML; correct line 2, column 5.'],
    ["a tab", "a:\n\tb: 1", '"Tabs are not allowed as indentation", expected valid YAML; correct line 2, column 1.'],
    [
      "a star without quotes",
      "project: acme\nb: *.example.com",
      '"An alias (*) has no anchor (&) above it", expected valid YAML; correct line 2, column 4.',
    ],
    ["two documents", "a: 1\n---\nb: 2", '"A second document begins", expected valid YAML; correct line 2, column 1.'],
    ["nothing", "", "null, expected keys and values such as region: us-central1; write it so."],
    ["a list", "- a", "a list, expected keys and values such as region: us-central1; write it so."],
    ["a word", "hello", '"hello", expected keys and values such as region: us-central1; write it so.'],
  ])("refuses %s", (_, text, rest) => {
    expect(refusalOf("test", environmentFolder({ test: text }))).toEqual([`environments/test.yaml: got ${rest}`]);
  });

  test("repeats nothing of a line that is not YAML, as it may hold a secret", () => {
    for (const text of ['a: "sk-secret', "a: *sk-secret", "a: {sk-secret", "a: b: sk-secret", "sk-secret\na: 1"]) {
      expect(refusalOf("test", environmentFolder({ test: text })).join("\n")).not.toContain("sk-secret");
    }
  });

  test("names every problem at once, each in one sentence", () => {
    // WHEN
    const sentences = refusal("databse: {}\nredis: { tier: HA }\nimages: { tag: latest }");

    // THEN
    expect(sentences).toEqual([
      'environments/test.yaml: redis.tier: got "HA", expected STANDARD_HA or BASIC; choose one of them.',
      'environments/test.yaml: images.tag: got "latest", expected a fixed tag such as a git revision, never latest; ' +
        "correct it.",
      'environments/test.yaml: databse: got "databse", expected a key that exists; did you mean database?',
    ]);
  });

  test("is an error that says so", () => {
    expect(() => loadEnvironment("test", environmentFolder({ test: "- a" }))).toThrow(ConfigError);
  });
});

describe("extends", () => {
  test.each([
    [
      "an environment that is not there",
      "{ environment: prodction }",
      'extends.environment: got "prodction", expected an environment that does not itself start from this one: ' +
        "production; did you mean production?",
    ],
    [
      "itself",
      "{ environment: test }",
      'extends.environment: got "test", expected an environment that does not itself start from this one: ' +
        "production; " +
        "name another one.",
    ],
    [
      "an unknown key",
      "{ environment: production, replica: 1 }",
      'extends.replica: got "replica", expected a key that exists; did you mean replicas?',
    ],
    ["a bare name", "production", 'extends: got "production", expected a map; write one `key: value` a line below it.'],
    [
      "no environment",
      "{ replicas: 1 }",
      'extends.environment: got nothing, expected text; add it, for example "production".',
    ],
    [
      "a scale of 0",
      "{ environment: production, resources: 0 }",
      "extends.resources: got 0, expected a number from 0.1 to 1; raise it.",
    ],
  ])("refuses %s", (_, origin, rest) => {
    const text = `extends: ${origin}\nproject: acme-test`;
    expect(refusalOf("test", environmentFolder({ test: text }))).toEqual([`environments/test.yaml: ${rest}`]);
  });

  test("refuses a circle, in the file that closes it", () => {
    // GIVEN
    const folder = environmentFolder({ a: "extends: { environment: b }", b: "extends: { environment: a }" });

    // THEN
    expect(refusalOf("a", folder)).toEqual([
      'environments/b.yaml: extends.environment: got "a", expected an environment that does not itself start ' +
        "from this " +
        "one: production; name another one.",
    ]);
  });

  test("blames the file it starts from for what is wrong there", () => {
    // GIVEN
    const folder = environmentFolder({
      broken: fromProduction("database: { tier: db-custom-3-7680 }"),
      test: "extends: { environment: broken }\nproject: acme-other",
    });

    // THEN
    expect(refusalOf("test", folder)).toEqual([
      'environments/broken.yaml: database.tier: got "db-custom-3-7680", expected 1 vCPU, or an even number up to 96; ' +
        "correct it, for example db-custom-2-7680.",
    ]);
  });

  test("blames its own file for what only its own keys break", () => {
    expect(refusal("", ", replicas: 3, maxReplicas: 2")[0]).toBe(
      "environments/test.yaml: services.api-server.autoscaling.maxReplicas: got 2, expected at least replicas, " +
        "which is " +
        "3; raise it or lower replicas.",
    );
  });
});

describe("{domain}", () => {
  test("is the environment's domain in the values of variables, as often as it stands there", () => {
    // WHEN
    const own =
      'domain: example.org\nservices: { frontend: { env: { A: "{domain} {domain}", B: "{}", C: "{ domain }" } } }';
    const { services } = loadEnvironment("test", environmentFolder({ test: fromProduction(own) }));

    // THEN
    expect(services.frontend?.env).toEqual({ A: "example.org example.org", B: "{}", C: "{ domain }" });
    expect(services["api-server"]?.env.API_URL).toBe("https://api.example.org");
  });
});

describe("projects", () => {
  test("refuses a project that another file names", () => {
    // GIVEN
    const folder = environmentFolder({ test: fromProduction(""), other: fromProduction("") });

    // THEN
    expect(refusalOf("test", folder)).toEqual([
      'environments/test.yaml: project: got "acme-test", expected a project of its own, as other has acme-test too; ' +
        "give every environment its own project.",
    ]);
  });

  test("refuses a project that was only inherited, whichever of the two is loaded", () => {
    // GIVEN
    const folder = environmentFolder({ test: "extends: { environment: production }" });

    // THEN
    expect(refusalOf("test", folder)).toEqual([
      "environments/test.yaml: project: got nothing, expected a project of its own, as production has " +
        "flowmaestro-production too; give every environment its own project.",
    ]);
    expect(refusalOf("production", folder)).toEqual([
      'environments/production.yaml: project: got "flowmaestro-production", expected a project of its own, as ' +
        "test has " +
        "flowmaestro-production too; give every environment its own project.",
    ]);
  });

  test("loads beside a file that is broken, and beside files that go in a circle", () => {
    // GIVEN
    const folder = environmentFolder({
      broken: "a: [",
      a: "extends: { environment: b }",
      b: "extends: { environment: a }",
    });

    // THEN
    expect(refusalOf("production", folder)).toEqual([]);
  });
});
