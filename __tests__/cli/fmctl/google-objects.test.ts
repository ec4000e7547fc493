import { placeOf } from "../../../cli/fmctl/commands/repair/find-google";
import { GOOGLE_OBJECTS, NOT_IMPORTED } from "../../../cli/fmctl/commands/repair/google-objects";
import { change } from "../deploy/fakes";
import { subjectStacks } from "../../support/variants";

test("every Google resource of every stack can be imported, or says why not", () => {
  const types = new Set(subjectStacks().flatMap(({ stack }) => Object.keys(stack.resource ?? {})));
  const google = [...types].filter((type) => type.startsWith("google_"));

  expect(google.length).toBeGreaterThan(20);
  expect(google.filter((type) => !(type in GOOGLE_OBJECTS) && !(type in NOT_IMPORTED))).toEqual([]);
  expect(Object.keys(GOOGLE_OBJECTS).filter((type) => type in NOT_IMPORTED)).toEqual([]);
});

test("the id of an object is made of the arguments that name it, and of the environment's project", () => {
  const named = { name: "flowmaestro-nat", router: "flowmaestro-router", region: "us-central1" };

  expect(placeOf(change("google_compute_router_nat.nat", { named }), { project: "acme" })).toMatchObject({
    path: "compute/v1/projects/acme/regions/us-central1/routers/flowmaestro-router",
    importId: "projects/acme/regions/us-central1/routers/flowmaestro-router/flowmaestro-nat",
    within: "nats",
  });
});

test("an object whose name is known only after an apply has none", () => {
  expect(placeOf(change("google_sql_database_instance.postgres"), { project: "acme" })).toBeUndefined();
});
