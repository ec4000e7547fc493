import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import { parse } from "yaml";
import { ENVIRONMENTS_FOLDER, environmentNames } from "../../config/load";
import { configurationDocs, DOCS_FILE } from "../../scripts/configuration-docs";
import { policyDocs, POLICY_DOCS_FILE } from "../../scripts/policy-docs";
import { environmentJsonSchema, SCHEMA_FILE } from "../../scripts/environment-json-schema";

const accepts = new Ajv({ strict: false }).compile(environmentJsonSchema());
const read = (name: string) => readFileSync(join(ENVIRONMENTS_FOLDER, `${name}.yaml`), "utf8");
const parsed = (text: string): unknown => parse(text, { merge: true });

/** Prettier pads the cells of tables. */
const unpadded = (text: string) => text.replaceAll(/ +/g, " ").replaceAll(/-{3,}/g, "---").trim();

test("the JSON Schema is what `npm run generate` writes", () => {
  expect(JSON.parse(readFileSync(SCHEMA_FILE, "utf8"))).toEqual(environmentJsonSchema());
});

test("the page on the configuration is what `npm run generate` writes", () => {
  expect(unpadded(readFileSync(DOCS_FILE, "utf8"))).toBe(unpadded(configurationDocs()));
});

test("the page on the policies is what `npm run generate` writes", () => {
  expect(unpadded(readFileSync(POLICY_DOCS_FILE, "utf8"))).toBe(unpadded(policyDocs()));
});

test.each(environmentNames())("the JSON Schema accepts the file of %s, which names it", (name) => {
  expect(accepts(parsed(read(name)))).toBe(true);
  expect(read(name)).toMatch(/^# yaml-language-server: \$schema=\.\/environment\.schema\.json\n/);
});

test.each([
  "extends: { environment: production }\nservices: { marketing: null, frontend: { port: null } }",
  "extends: { environment: production }\nkmsKey: null",
  "labels: { team: null }",
  "temporal: { chart: { path: ./chart } }",
])("the JSON Schema accepts %s", (yaml) => {
  expect(accepts(parsed(yaml))).toBe(true);
});

test.each([
  "databse: {}",
  "extends: { replicas: 1 }",
  "project: Acme",
  "backend: { type: s3 }",
  "backend: { type: gcs }",
  "deletionProtection: { enabled: false }",
  "temporal: { chart: { version: 1.6.0 } }",
  "integrationSecrets: [OPENAI_API_KEY=sk-1]",
  "services: { frontend: { env: { PORT: 80 } } }",
  "database: { diskSizeGb: null }",
])("the JSON Schema refuses %s", (yaml) => {
  expect(accepts(parsed(yaml))).toBe(false);
});

test("every key is described", () => {
  // GIVEN
  const rows = configurationDocs()
    .split("\n")
    .filter((line) => line.startsWith("| `"));

  // THEN
  expect(rows.length).toBeGreaterThan(100);
  expect(rows.filter((row) => !/ \| .+\. \|$/.test(row))).toEqual([]);
});
