import { ProjectService } from "@cdktf/provider-google/lib/project-service";
import { EdgeAddress } from "../../../constructs/edge/edge-address";
import { synthConstruct } from "../../support/synth-construct";

function synthesized(protect: boolean) {
  return synthConstruct((stack) => {
    const api = new ProjectService(stack, "compute", { service: "compute.googleapis.com" });
    new EdgeAddress(stack, "anything", { dependsOn: [api], protect });
  });
}

test("the address is the world's, waits for the APIs and is called the same for ever", () => {
  expect(synthesized(true).resource!["google_compute_global_address"]).toEqual({
    edge_address: {
      name: "flowmaestro-edge",
      address_type: "EXTERNAL",
      ip_version: "IPV4",
      lifecycle: { prevent_destroy: true },
      depends_on: ["google_project_service.compute"],
    },
  });
});

test("it may go where nothing is protected", () => {
  expect(synthesized(false).resource!["google_compute_global_address"]).toMatchObject({
    edge_address: { lifecycle: { prevent_destroy: false } },
  });
});
