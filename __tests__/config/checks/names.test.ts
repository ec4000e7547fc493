import { checkEnvironmentName } from "../../../config/checks/environment-name";
import { checkNames, checkServiceNames } from "../../../config/checks/names";
import { saidOf } from "./production";

const said = (changes: object) => saidOf(checkNames, changes);
const IAM = "https://cloud.google.com/iam/docs/service-accounts-create";

test("accepts the longest name of a service, and refuses one character more", () => {
  expect(said({ services: { "orchestrator-extra": {} } })).toEqual([]);
  expect(said({ services: { "orchestrator-extras": {} } })).toEqual([
    'services.orchestrator-extras: got "orchestrator-extras", expected a name that makes ' +
      `flowmaestro-orchestrator-extras (31 characters) a service account of 6 to 30 characters (${IAM}); shorten it.`,
  ]);
});

test("refuses a service that is called like another release", () => {
  for (const name of ["temporal", "migrations", "edge", "postgres", "temporal-server-worker"]) {
    expect(saidOf(checkServiceNames, { services: { [name]: {} } })).toEqual([
      `services.${name}: got "${name}", expected a name that nothing else has; rename it.`,
    ]);
  }
});

test("accepts the longest name of a bucket, and refuses one character more", () => {
  const longest = "b".repeat(63 - "flowmaestro--flowmaestro-production".length);
  expect(said({ buckets: { [longest]: {} } })).toEqual([]);
  expect(said({ buckets: { [`${longest}b`]: {} } })).toEqual([
    `buckets.${longest}b: got "${longest}b", expected a name that makes ` +
      `flowmaestro-${longest}b-flowmaestro-production ` +
      "(64 characters) a bucket of 3 to 63 characters (https://cloud.google.com/storage/docs/buckets#naming); " +
      "shorten it.",
  ]);
});

test("accepts the longest prefix of workspaces, and refuses one character more", () => {
  const backend = (workspacePrefix: string) => ({ backend: { type: "cloud", workspacePrefix } });
  const longest = "p".repeat(90 - "-production-observability".length);
  expect(said(backend(longest))).toEqual([]);
  expect(said(backend(`${longest}p`))).toHaveLength(1);
  expect(said(backend(`${longest}p`))[0]).toMatch(/^backend\.workspacePrefix: .+ a workspace of 1 to 90 characters/);
});

test("refuses an environment's name that is not a label", () => {
  expect(saidOf(checkEnvironmentName, { name: "eu_west-1" })).toEqual([]);
  expect(saidOf(checkEnvironmentName, { name: "Production" })).toHaveLength(1);
  expect(saidOf(checkEnvironmentName, { name: "p".repeat(64) })).toHaveLength(1);
});
