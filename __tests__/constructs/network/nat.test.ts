import { TerraformOutput } from "cdktf";
import { Nat, type NatProps } from "../../../constructs/network/nat";
import { resourceOf, resourcesOf } from "../../support/blocks";
import { synthConstruct } from "../../support/synth-construct";

const MINIMAL: NatProps = {
  networkId: "projects/acme/global/networks/main",
  region: "us-central1",
  staticAddresses: 0,
  minPortsPerVm: 64,
  maxPortsPerVm: 4096,
};

const synthesized = (change: Partial<NatProps> = {}) =>
  synthConstruct((stack) => {
    const { addresses } = new Nat(stack, "nat", { ...MINIMAL, ...change });
    new TerraformOutput(stack, "addresses", { value: addresses, staticId: true });
  });

test("Google chooses the addresses, for every range of the network", () => {
  expect(resourceOf(synthesized(), "google_compute_router_nat")).toMatchObject({
    nat_ip_allocate_option: "AUTO_ONLY",
    source_subnetwork_ip_ranges_to_nat: "ALL_SUBNETWORKS_ALL_IP_RANGES",
  });
  expect(resourcesOf(synthesized(), "google_compute_address")).toEqual([]);
  expect(synthesized().output!["addresses"]!["value"]).toEqual([]);
});

test("ports grow with demand, which excludes a mapping that does not depend on the other end", () => {
  expect(
    resourceOf(synthesized({ minPortsPerVm: 128, maxPortsPerVm: 8192 }), "google_compute_router_nat"),
  ).toMatchObject({
    enable_dynamic_port_allocation: true,
    enable_endpoint_independent_mapping: false,
    min_ports_per_vm: 128,
    max_ports_per_vm: 8192,
  });
});

test("dropped connections are logged", () => {
  expect(resourceOf(synthesized(), "google_compute_router_nat")["log_config"]).toEqual({
    enable: true,
    filter: "ERRORS_ONLY",
  });
});

test("reserved addresses are used, and no others, and told to those who ask for them", () => {
  // WHEN
  const stack = synthesized({ staticAddresses: 2 });

  // THEN
  const ids = Object.keys(stack.resource!["google_compute_address"]!);
  expect(resourcesOf(stack, "google_compute_address")).toMatchObject([
    { name: "flowmaestro-nat-1", region: "us-central1" },
    { name: "flowmaestro-nat-2", region: "us-central1" },
  ]);
  expect(resourceOf(stack, "google_compute_router_nat")).toMatchObject({
    nat_ip_allocate_option: "MANUAL_ONLY",
    nat_ips: ids.map((id) => `\${google_compute_address.${id}.self_link}`),
  });
  expect(stack.output!["addresses"]!["value"]).toEqual(ids.map((id) => `\${google_compute_address.${id}.address}`));
});
