import { PostgresUser } from "../../../constructs/data/postgres-user";
import { resourceOf } from "../../support/blocks";
import { synthConstruct } from "../../support/synth-construct";

const synthesized = () =>
  synthConstruct(
    (stack) =>
      new PostgresUser(stack, "user", {
        instanceName: "db-1a2b",
        name: "temporal",
        secretSettings: { region: "us-central1", protect: true },
      }),
  );

test("a user has the password that Secret Manager gives back, at the version that it counts", () => {
  // GIVEN
  const { data, ephemeral } = synthesized();
  const [read] = Object.keys(data!["google_secret_manager_secret_version"]!);
  const [[opened, block] = []] = Object.entries(ephemeral!["google_secret_manager_secret_version"]!);

  // THEN
  expect(resourceOf(synthesized(), "google_sql_user")).toMatchObject({
    name: "temporal",
    instance: "db-1a2b",
    password_wo: `\${ephemeral.google_secret_manager_secret_version.${opened}.secret_data}`,
    password_wo_version: `\${tonumber(data.google_secret_manager_secret_version.${read}.version)}`,
  });
  expect(block!["version"]).toBe(`\${data.google_secret_manager_secret_version.${read}.version}`);
});

test("its password is forty letters and digits, which survive in a URL", () => {
  expect(Object.values(synthesized().ephemeral!["random_password"]!)).toEqual([
    { length: 40, special: false, min_lower: 1, min_upper: 1, min_numeric: 1 },
  ]);
});

test("its password has a secret of its own", () => {
  expect(resourceOf(synthesized(), "google_secret_manager_secret")["secret_id"]).toBe(
    "flowmaestro-temporal-database-password",
  );
});

test("it is never dropped, and its address is its name", () => {
  expect(resourceOf(synthesized(), "google_sql_user")["deletion_policy"]).toBe("ABANDON");
  expect(Object.keys(synthesized().resource!["google_sql_user"]!)).toEqual(["database_user_temporal"]);
});
