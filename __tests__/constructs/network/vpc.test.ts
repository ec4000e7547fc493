import { Vpc, type VpcProps } from "../../../constructs/network/vpc";
import { resourceOf } from "../../support/blocks";
import { synthConstruct } from "../../support/synth-construct";

const MINIMAL: VpcProps = {
  region: "us-central1",
  subnetCidr: "10.0.0.0/20",
  podCidr: "10.4.0.0/14",
  serviceCidr: "10.8.0.0/20",
  flowLogSampling: 0.5,
  dependsOn: [],
};

const synthesized = (change: Partial<VpcProps> = {}) =>
  synthConstruct((stack) => new Vpc(stack, "vpc", { ...MINIMAL, ...change }));

test("the network has the subnet that it is told to have, and no others", () => {
  expect(resourceOf(synthesized(), "google_compute_network")).toMatchObject({
    name: "flowmaestro-network",
    auto_create_subnetworks: false,
    timeouts: { delete: "20m" },
  });
});

test("nodes, pods and Services have a range each", () => {
  expect(resourceOf(synthesized(), "google_compute_subnetwork")).toMatchObject({
    network: "${google_compute_network.network.id}",
    region: "us-central1",
    ip_cidr_range: "10.0.0.0/20",
    secondary_ip_range: [
      { range_name: "pods", ip_cidr_range: "10.4.0.0/14" },
      { range_name: "services", ip_cidr_range: "10.8.0.0/20" },
    ],
  });
});

test("private nodes reach Google's APIs", () => {
  expect(resourceOf(synthesized(), "google_compute_subnetwork")["private_ip_google_access"]).toBe(true);
});

test("so many of the flows are logged", () => {
  expect(resourceOf(synthesized(), "google_compute_subnetwork")["log_config"]).toMatchObject({ flow_sampling: 0.5 });
});

test("none of the flows are logged at 0, which Google would take for a mistake", () => {
  expect(resourceOf(synthesized({ flowLogSampling: 0 }), "google_compute_subnetwork")["log_config"]).toBeUndefined();
});

test("both have the same address for ever", () => {
  const { resource } = synthConstruct((stack) => new Vpc(stack, "anything", MINIMAL));

  expect(Object.keys(resource!["google_compute_network"]!)).toEqual(["network"]);
  expect(Object.keys(resource!["google_compute_subnetwork"]!)).toEqual(["subnet"]);
});
