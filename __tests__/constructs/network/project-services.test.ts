import { ProjectServices } from "../../../constructs/network/project-services";
import { resourcesOf } from "../../support/blocks";
import { synthConstruct } from "../../support/synth-construct";

test("every API is switched on, and stays on when it is no longer asked for", () => {
  // WHEN
  const stack = synthConstruct((scope) => {
    const { all } = new ProjectServices(scope, "api", { apis: ["compute", "sqladmin"] });
    expect(all).toHaveLength(2);
  });

  // THEN
  expect(resourcesOf(stack, "google_project_service")).toEqual([
    { service: "compute.googleapis.com", disable_on_destroy: false },
    { service: "sqladmin.googleapis.com", disable_on_destroy: false },
  ]);
});
