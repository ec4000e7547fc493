import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { damageOf, mendState } from "../../../cli/deploy/state-file";
import { FakeStack } from "./fakes";

const WHOLE = JSON.stringify({ version: 4, serial: 3, resources: [] });

function stack(state: string | undefined, backup?: string, resource: object = { kubernetes_secret_v1: {} }) {
  const { folder, ...fake } = new FakeStack("data");
  const backend = { local: { path: "state.tfstate" } };
  writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify({ terraform: { backend }, resource }));
  const file = join(folder, "state.tfstate");
  if (state !== undefined) writeFileSync(file, state);
  if (backup !== undefined) writeFileSync(`${file}.backup`, backup);
  return { ...fake, folder, file };
}

test.each([
  ["there is none yet", undefined, undefined],
  ["it is whole", WHOLE, undefined],
  ["it was only locked so far", "", undefined],
])("does nothing when %s", (_, state, backup) => {
  const { folder, file } = stack(state, backup);

  expect(mendState(folder)).toBeUndefined();
  expect(existsSync(file) ? readFileSync(file, "utf8") : undefined).toBe(state);
});

test.each([
  ["is empty", ""],
  ["ends in the middle", WHOLE.slice(0, 20)],
])("puts the backup back when the state %s, and keeps what is left of it", (damage, state) => {
  const { folder, file } = stack(state, WHOLE, { google_sql_database_instance: {} });

  expect(damageOf(folder)).toContain(`${file} ${damage}`);
  expect(mendState(folder)).toContain(`${file} ${damage}`);
  expect(damageOf(folder)).toBeUndefined();
  expect(readFileSync(file, "utf8")).toBe(WHOLE);
  expect(readFileSync(`${file}.damaged`, "utf8")).toBe(state);
});

test("moves a broken first state away when everything can be adopted", () => {
  const { folder, file } = stack("{", undefined, { kubernetes_secret_v1: {}, helm_release: {}, terraform_data: {} });

  expect(mendState(folder)).toContain("what exists already is adopted");
  expect(existsSync(file)).toBe(false);
});

test("stops rather than let Terraform make a second database", () => {
  const { folder, file } = stack("{", "{", { kubernetes_secret_v1: {}, google_sql_database_instance: {} });

  expect(() => mendState(folder)).toThrow("Terraform would make another google_sql_database_instance.");
  expect(readFileSync(file, "utf8")).toBe("{");
});

test("leaves other backends alone", () => {
  const { folder, file } = stack("{");
  writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify({ terraform: { backend: { gcs: { bucket: "b" } } } }));

  expect(mendState(folder)).toBeUndefined();
  expect(readFileSync(file, "utf8")).toBe("{");
});
