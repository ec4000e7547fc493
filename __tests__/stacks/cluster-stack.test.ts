import { loadEnvironment } from "../../config/load";
import { resourceOf, resourcesOf } from "../support/blocks";
import { canonical } from "../support/canonical";
import { synthEnvironment } from "../support/synth-app";
import { originOf } from "../support/trace";
import { ENVIRONMENTS } from "../support/variants";

const production = () => synthEnvironment("production");

test.each(ENVIRONMENTS)("the stack cluster of %s is as it was when it was last looked at", (environment) => {
  expect(canonical(synthEnvironment(environment).stacks["cluster"]!)).toMatchSnapshot();
});

test("every service has an identity, and so have the nodes", () => {
  const accounts = resourcesOf(production().stacks["cluster"]!, "google_service_account");

  expect(accounts.map(({ account_id: id }) => id).sort()).toEqual(
    ["nodes", ...Object.keys(loadEnvironment("production").services)].map((name) => `flowmaestro-${name}`).sort(),
  );
});

test("the cluster is in the network that the network stack made", () => {
  // GIVEN
  const { network, subnetwork } = resourceOf(production().stacks["cluster"]!, "google_container_cluster");
  const origin = (value: unknown) => originOf(production(), "cluster", value as string);

  // THEN
  expect(origin(network)).toBe("network/google_compute_network.network.id");
  expect(origin(subnetwork)).toBe("network/google_compute_subnetwork.subnet.id");
});
