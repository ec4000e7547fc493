import { checkAddressSpace } from "../../../config/checks/address-space";
import { saidOf } from "./production";

const said = (network: object, more: object = {}) => saidOf(checkAddressSpace, { network, ...more });

// Production: 30 pods of services and 10 in rollouts, 13 of Temporal and 5 in rollouts, 64 others: 122 nodes.
test("accepts the smallest ranges that are large enough for production", () => {
  expect(
    said({
      subnetCidr: "10.0.0.0/25",
      podCidr: "10.4.0.0/19",
      serviceCidr: "10.8.0.0/24",
      privateServicesCidr: "10.16.0.0/23",
    }),
  ).toEqual([]);
});

test("refuses ranges that are one size smaller", () => {
  expect(
    said({
      subnetCidr: "10.0.0.0/26",
      podCidr: "10.4.0.0/20",
      serviceCidr: "10.8.0.0/25",
      privateServicesCidr: "10.16.0.0/24",
    }),
  ).toEqual([
    'network.subnetCidr: got "10.0.0.0/26", expected at least 126 addresses, one for each of 122 nodes and 4 ' +
      "unusable " +
      "ones; make it a /25 or larger.",
    'network.podCidr: got "10.4.0.0/20", expected at least 7808 addresses, 64 for each of 122 nodes; ' +
      "make it a /19 or larger.",
    'network.serviceCidr: got "10.8.0.0/25", expected at least 256 addresses, for the Services of the cluster and of ' +
      "this project; make it a /24 or larger.",
    'network.privateServicesCidr: got "10.16.0.0/24", expected at least 264 addresses, 256 (a /24) for Cloud ' +
      "SQL in this region and 8 (a /29) for Memorystore; make it a /23 or larger.",
  ]);
});

test("refuses a range that was large enough before there were more pods", () => {
  // GIVEN
  const services = { frontend: { autoscaling: { maxReplicas: 20 } } };

  // THEN
  expect(said({ subnetCidr: "10.0.0.0/25" }, { services })).toEqual([
    'network.subnetCidr: got "10.0.0.0/25", expected at least 138 addresses, one for each of 134 nodes and 4 ' +
      "unusable " +
      "ones; make it a /24 or larger.",
  ]);
});
