import { PrivateServiceAccess } from "../../../constructs/network/private-service-access";
import { synthConstruct } from "../../support/synth-construct";

const synthesized = () =>
  synthConstruct(
    (stack) =>
      new PrivateServiceAccess(stack, "anything", {
        networkId: "projects/acme/global/networks/main",
        cidr: "10.16.0.0/16",
      }),
  );

test("Google's services take their addresses from exactly this range", () => {
  expect(synthesized().resource!["google_compute_global_address"]).toEqual({
    private_services_range: {
      name: "flowmaestro-private-services",
      network: "projects/acme/global/networks/main",
      purpose: "VPC_PEERING",
      address_type: "INTERNAL",
      address: "10.16.0.0",
      prefix_length: 16,
    },
  });
});

test("the peering is abandoned when it goes, and taken over again when it comes back", () => {
  expect(synthesized().resource!["google_service_networking_connection"]).toEqual({
    private_services_connection: {
      network: "projects/acme/global/networks/main",
      service: "servicenetworking.googleapis.com",
      reserved_peering_ranges: ["${google_compute_global_address.private_services_range.name}"],
      deletion_policy: "ABANDON",
      update_on_creation_fail: true,
    },
  });
});
