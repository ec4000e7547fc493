import { readFileSync } from "node:fs";
import { join } from "node:path";
import { TerraformOutput, TerraformVariable } from "cdktf";
import { parse } from "yaml";
import { helmValues, type HelmValues } from "../../../constructs/shared/helm-values";
import { synthConstruct } from "../../support/synth-construct";

const NOTHING_STATIC = "no-such-release";

/** What Terraform makes of a literal. */
const read = (document: string) => parse(document.replace(/([$%])\1\{/g, "$1{")) as unknown;

test.each([
  ["a template of Terraform's", "${HOME}/bin"],
  ["a directive of Terraform's", "%{ if true }"],
  ["what is escaped already", "$${HOME} %%{ if }"],
  ["quotes", `she said "no", and 'yes'`],
  ["backslashes", "C:\\temp\\new"],
  ["several lines", "first\n  second\n"],
  ["a long line", "word ".repeat(60)],
  ["what looks like another type", "true"],
])("%s arrives in a chart as it was written", (_, value) => {
  // WHEN
  const [document, ...more] = helmValues(NOTHING_STATIC, { literals: { [value]: value, list: [value] } });

  // THEN
  expect(more).toEqual([]);
  expect(read(document!)).toEqual({ [value]: value, list: [value] });
});

test("a literal opens no template", () => {
  const [document] = helmValues(NOTHING_STATIC, { literals: { command: "${a} %{b} $${c}" } });

  expect(document).not.toMatch(/(?<!\$)\$\{|(?<!%)%\{/);
});

test("a map that is there twice is written twice, since Helm's values are read by people", () => {
  // GIVEN
  const resources = { cpu: "1" };

  // WHEN
  const [document] = helmValues(NOTHING_STATIC, { literals: { requests: resources, limits: resources } });

  // THEN
  expect(document).toBe('requests:\n  cpu: "1"\nlimits:\n  cpu: "1"\n');
});

test("nothing is written for a release without values", () => {
  expect(helmValues(NOTHING_STATIC, {})).toEqual([]);
});

describe("the parts", () => {
  const synthesized = (release: string, values: (tag: string) => HelmValues) => {
    const { output } = synthConstruct((stack) => {
      const tag = new TerraformVariable(stack, "tag", { type: "string" }).stringValue;
      new TerraformOutput(stack, "values", { value: helmValues(release, values(tag)), staticId: true });
    });
    return output!["values"]!["value"] as string[];
  };

  test("go from the release's file over the literals to the tokens, which win", () => {
    // WHEN
    const documents = synthesized("api-server", (tag) => ({ literals: { port: 3001 }, tokens: { image: { tag } } }));

    // THEN
    const file = readFileSync(join(__dirname, "../../../helm-values/api-server.yaml"), "utf8");
    expect(documents).toEqual([file, "port: 3001\n", '${yamlencode({"image" = {"tag" = var.tag}})}']);
  });

  test("may hold tokens within text", () => {
    expect(synthesized(NOTHING_STATIC, (tag) => ({ tokens: { image: `backend:${tag}` } }))).toEqual([
      '${yamlencode({"image" = "backend:${var.tag}"})}',
    ]);
  });
});
