import { SecretV1 } from "@cdktf/provider-kubernetes/lib/secret-v1";
import { LocalPostgres } from "../../../constructs/local/local-postgres";
import { helmReleases } from "../../support/helm-release";
import { synthConstruct } from "../../support/synth-construct";

test("PostgreSQL has its image, its volume and its logins, after the secrets of these", () => {
  // GIVEN
  const logins = { temporal: { secret: "temporal-db-credentials", databases: ["temporal", "temporal_visibility"] } };

  // WHEN
  const stack = synthConstruct((scope) => {
    const secret = new SecretV1(scope, "secret", { metadata: { name: "temporal-db-credentials" } });
    new LocalPostgres(scope, "postgres", {
      namespace: "flowmaestro",
      image: "pgvector/pgvector:pg15",
      storageGb: 5,
      logins,
      chart: "assets/postgres",
      dependsOn: [secret],
    });
  });

  // THEN
  expect(helmReleases(stack)[0]).toMatchObject({
    name: "postgres",
    chart: "assets/postgres",
    values: { image: "pgvector/pgvector:pg15", storage: "5Gi", logins },
    block: { namespace: "flowmaestro", depends_on: ["kubernetes_secret_v1.secret"] },
  });
});
