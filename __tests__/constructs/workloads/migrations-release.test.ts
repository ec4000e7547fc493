import { MigrationsRelease } from "../../../constructs/workloads/migrations-release";
import { resourceOf } from "../../support/blocks";
import { helmReleases } from "../../support/helm-release";
import { synthConstruct } from "../../support/synth-construct";

const synthesized = () =>
  synthConstruct((stack) => {
    new MigrationsRelease(stack, "migrations", {
      namespace: "flowmaestro",
      image: { repository: "registry.example.com/migrations", tag: "4f2c9d1" },
      command: ["npm", "run", "migrate"],
      ssl: { psql: "require", node: "no-verify" },
      chart: "assets/migrations",
      dependsOn: [],
    });
  });

test("the Job runs this command of this image, and reaches the database alone", () => {
  expect(helmReleases(synthesized())[0]).toMatchObject({
    name: "migrations",
    chart: "assets/migrations",
    values: {
      image: { repository: "registry.example.com/migrations", tag: "4f2c9d1" },
      command: ["npm", "run", "migrate"],
      ssl: { psql: "require", node: "no-verify" },
      podLabels: { "flowmaestro.io/uses-database": "true" },
    },
  });
});

test("its service account is there before the Job, which is a hook", () => {
  // GIVEN
  const [account] = Object.keys(synthesized().resource!["kubernetes_service_account_v1"]!);

  // THEN
  expect(resourceOf(synthesized(), "kubernetes_service_account_v1")["metadata"]).toMatchObject({ name: "migrations" });
  expect(helmReleases(synthesized())[0]!.values["serviceAccountName"]).toBe("migrations");
  expect(resourceOf(synthesized(), "helm_release")["depends_on"]).toEqual([`kubernetes_service_account_v1.${account}`]);
});
