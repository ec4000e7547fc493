import { PostgresDatabase } from "../../../constructs/data/postgres-database";
import { synthConstruct } from "../../support/synth-construct";

test("a database is never dropped, and its address is its name", () => {
  // WHEN
  const { resource } = synthConstruct(
    (stack) => new PostgresDatabase(stack, "anything", { instanceName: "db-1a2b", name: "temporal_visibility" }),
  );

  // THEN
  expect(resource).toEqual({
    google_sql_database: {
      database_temporal_visibility: {
        name: "temporal_visibility",
        instance: "db-1a2b",
        charset: "UTF8",
        collation: "en_US.UTF8",
        deletion_policy: "ABANDON",
      },
    },
  });
});
