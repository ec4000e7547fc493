import { resourcesOf } from "../support/blocks";
import { canonical } from "../support/canonical";
import { synthEnvironment } from "../support/synth-app";
import { ENVIRONMENTS, synthVariant } from "../support/variants";

const production = () => synthEnvironment("production").stacks["data"]!;

test.each(ENVIRONMENTS)("the stack data of %s is as it was when it was last looked at", (environment) => {
  expect(canonical(synthEnvironment(environment).stacks["data"]!)).toMatchSnapshot();
});

test("a bucket's name ends with the project, since it is unique in the world", () => {
  const names = resourcesOf(production(), "google_storage_bucket").map(({ name }) => name);

  expect(names).toContain("flowmaestro-uploads-flowmaestro-production");
  expect(names.filter((name) => !String(name).endsWith("-flowmaestro-production"))).toEqual([]);
});

test("the pages of the hosts, and no others, write to the bucket for uploads", () => {
  const withCors = resourcesOf(production(), "google_storage_bucket").filter(({ cors }) => cors !== undefined);

  expect(withCors).toHaveLength(1);
  expect(withCors[0]).toMatchObject({
    name: "flowmaestro-uploads-flowmaestro-production",
    cors: [{ origin: ["api.", "app.", "www.", ""].map((host) => `https://${host}flowmaestro.example.com`) }],
  });
});

test("a key of one's own encrypts whatever keeps data", () => {
  // GIVEN
  const encrypted = synthVariant("everything on").stacks["data"]!;
  const types = ["sql_database_instance", "redis_instance", "storage_bucket", "artifact_registry_repository"];

  // THEN
  for (const type of [...types, "secret_manager_secret"]) {
    for (const resource of resourcesOf(encrypted, `google_${type}`)) {
      expect(JSON.stringify(resource)).toContain("/cryptoKeys/example");
    }
  }
});

test("the secret of an integration starts with a placeholder that is no secret", () => {
  const { secret_integration_openai_api_key_first_version: version } =
    synthVariant("everything on").stacks["data"]!.resource!["google_secret_manager_secret_version"]!;

  expect(version).toMatchObject({ secret_data_wo: "placeholder", secret_data_wo_version: 1 });
});
