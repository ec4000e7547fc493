import { buildApp } from "../../app";
import { loadAnyEnvironment } from "../../config/load";
import { addressedBlocks, resourceOf, resourcesOf, type Text, textsOf } from "../support/blocks";
import { referencesIn } from "../support/expressions";
import { loadSchemas } from "../support/provider-schemas";
import { isKeptSecret, isWriteOnly } from "../support/schema-check";
import { type StackJson, synthApp, workspace } from "../support/synth";
import { builtApp, synthEnvironment } from "../support/synth-app";
import { CLOUD, ENVIRONMENTS, subjectStacks } from "../support/variants";

const SCHEMAS = loadSchemas();

/** What must not be in any text, with an example of each. */
const BLEMISHES: Readonly<Record<string, { readonly pattern: RegExp; readonly example: string }>> = {
  "a token that was not resolved": {
    pattern: /TfToken\[|TFTOKEN\[|<unresolved-token>/,
    example: "${TfToken[TOKEN.42]}",
  },
  "a number that stands for a token": {
    pattern: /-?\d\.?\d*e\+(?:2\d\d|30\d)/,
    example: "port: -1.8881545897087e+289",
  },
  "an object that was made text": { pattern: /\[object \w+\]|\bundefined\b/, example: "host: [object Object]" },
  "a path of a machine": {
    pattern: /(?<![\w.:])\/(?:home|Users|root|tmp|work|private|mnt)\/|[A-Z]:\\/,
    example: "/home/ada/charts",
  },
  "a private key": { pattern: /-----BEGIN [A-Z ]*PRIVATE KEY/, example: "-----BEGIN RSA PRIVATE KEY-----" },
  "a key of Google's": { pattern: /AIza[\w-]{35}|ya29\.[\w-]+/, example: `AIza${"Sy0-".repeat(9)}` },
  "a token of somebody's": {
    pattern: /\b(?:sk-|xox[abps]-|gh[opsu]_|github_pat_|glpat-|AKIA)[\w-]{10,}/,
    example: "xoxb-123456789012-abcdef",
  },
  "a signed token": { pattern: /\beyJ[\w-]{10,}\.[\w-]{10,}/, example: "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0" },
  "a password in an address": {
    pattern: /:\/\/[^\s/:@$]+:[^\s/:@$]+@/,
    example: "postgresql://app:hunter2@10.0.0.3/app",
  },
  "random characters": {
    pattern: /(?<![\w/.-])(?=[\w+]*[a-z])(?=[\w+]*[A-Z])(?=[\w+]*\d)[A-Za-z0-9+]{24,}={0,2}(?![\w/.-])/,
    example: "kJ8sPq2ZrT5vXw9yB3nM6cL1",
  },
  "a version that is another one tomorrow": { pattern: /\blatest\b/, example: "image: nginx:latest" },
};

const STACKS = subjectStacks();

interface Place extends Text {
  readonly subject: string;
  readonly name: string;
}

/** Every text of every stack, but not the rule that refuses `latest`. */
const TEXTS: readonly Place[] = STACKS.flatMap(({ subject, name, stack }) =>
  textsOf({ ...stack, variable: undefined }).map((text) => ({ subject, name, ...text })),
);

/** What is wrong, and where, over all stacks. */
function findings(find: (stack: StackJson) => readonly unknown[]): readonly unknown[] {
  return STACKS.flatMap(({ subject, name, stack }) => find(stack).map((finding) => [subject, name, finding]));
}

describe.each(Object.entries(BLEMISHES))("%s", (_, { pattern, example }) => {
  test("is noticed", () => {
    expect(example).toMatch(pattern);
  });

  test("is nowhere", () => {
    expect(TEXTS.filter(({ text }) => pattern.test(text))).toEqual([]);
  });
});

test("no number stands for a token", () => {
  expect(findings((stack) => JSON.stringify(stack).match(/-?\d[\d.]*e\+\d+/g) ?? [])).toEqual([]);
});

describe("values that are written out", () => {
  const documents = TEXTS.filter(({ path }) => path[1] === "helm_release" && path[3] === "values");
  const literal = documents.filter(({ text }) => !text.startsWith("${yamlencode("));

  test("open no template", () => {
    expect(literal).not.toEqual([]);
    expect(literal.filter(({ text }) => /(?<!\$)\$\{|(?<!%)%\{/.test(text))).toEqual([]);
  });

  test("hold no reference, of which a chart would get the expression instead of the value", () => {
    expect(literal.filter(({ text }) => /\$\$\{(?:local|var|data|\w+_\w+)\./.test(text))).toEqual([]);
  });
});

test("no argument would keep a secret in the state", () => {
  const kept = findings((stack) =>
    addressedBlocks(stack).flatMap(({ kind, type, address, block }) =>
      textsOf(block)
        .filter(({ path }) => isKeptSecret(SCHEMAS, kind, type, path))
        .map(({ path }) => `${address}.${path.join(".")}`),
    ),
  );

  expect(kept).toEqual([]);
});

test("what is ephemeral goes into write-only arguments and providers only", () => {
  const isEphemeral = ({ text }: Text) => referencesIn(text).some(({ address }) => address.startsWith("ephemeral."));
  const kept = findings((stack) => {
    const blocks = addressedBlocks(stack).filter(({ kind }) => kind !== "ephemeral");
    const inBlocks = blocks.flatMap(({ type, address, block }) =>
      textsOf(block)
        .filter(({ path }) => !isWriteOnly(SCHEMAS, type, path))
        .filter(isEphemeral)
        .map(({ path }) => `${address}.${path.join(".")}`),
    );
    return [...inBlocks, ...textsOf(stack.locals).filter(isEphemeral)];
  });

  expect(kept).toEqual([]);
});

test("charts are taken at exact versions only", () => {
  // GIVEN
  const releases = STACKS.flatMap(({ stack }) => resourcesOf(stack, "helm_release"));

  // THEN
  for (const { chart, version, repository } of releases) {
    if (String(chart).startsWith("assets/")) expect([version, repository]).toEqual([undefined, undefined]);
    else
      expect([version, repository]).toEqual([
        expect.stringMatching(/^\d+\.\d+\.\d+$/),
        expect.stringMatching(/^(https|oci):/),
      ]);
  }
});

test.each(STACKS.filter(({ subject }) => subject in CLOUD))(
  "$subject: everything that the stack $name makes says what it is of",
  ({ subject, name, stack }) => {
    const environment = subject.startsWith("everything") ? "production" : subject;

    expect(stack.provider["google"]).toEqual([
      expect.objectContaining({
        default_labels: expect.objectContaining({ application: "flowmaestro", environment, stack: name }) as object,
      }),
    ]);
  },
);

describe.each(ENVIRONMENTS)("%s", (environment) => {
  const data = () => synthEnvironment(environment).stacks["data"]!;
  const cluster = () => synthEnvironment(environment).stacks["cluster"]!;

  test("labels PostgreSQL and the cluster itself, which the provider's labels do not reach", () => {
    const labels = { application: "flowmaestro", environment, team: "platform" };

    expect(resourceOf(data(), "google_sql_database_instance")["settings"]).toMatchObject({
      user_labels: { ...labels, stack: "data" },
    });
    expect(resourceOf(cluster(), "google_container_cluster")["resource_labels"]).toEqual({
      ...labels,
      stack: "cluster",
    });
  });
});

function elsewhere<Result>(run: () => Result): Result {
  const here = process.cwd();
  process.chdir(workspace());
  try {
    return run();
  } finally {
    process.chdir(here);
  }
}

describe.each([...ENVIRONMENTS, "local"])("%s", (environment) => {
  test("is synthesized byte by byte the same in another folder, from another one", () => {
    // GIVEN
    const { files } = synthEnvironment(environment);

    // WHEN
    const again = elsewhere(() => synthApp((app) => buildApp(app, loadAnyEnvironment(environment))).files);

    // THEN
    expect(Object.keys(again)).toEqual(Object.keys(files));
    expect(Object.keys(again).filter((path) => again[path] !== files[path])).toEqual([]);
  });

  test("has construct ids of letters, digits, hyphens and underscores", () => {
    // CDKTF drops a space without a word, and two ids become one.
    const ids = builtApp(environment)
      .node.findAll()
      .slice(1)
      .map(({ node }) => node.id);

    expect(ids.filter((id) => !/^[A-Za-z][A-Za-z0-9_-]*$/.test(id))).toEqual([]);
  });
});
