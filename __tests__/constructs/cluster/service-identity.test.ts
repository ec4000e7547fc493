import { ServiceIdentity } from "../../../constructs/cluster/service-identity";
import { resourceOf } from "../../support/blocks";
import { synthConstruct } from "../../support/synth-construct";

const synthesized = (service: string) => synthConstruct((stack) => new ServiceIdentity(stack, "identity", { service }));

test("a service has an account that is called like it", () => {
  expect(resourceOf(synthesized("api-server"), "google_service_account")).toMatchObject({
    account_id: "flowmaestro-api-server",
    display_name: "FlowMaestro: api-server",
  });
});

test("it has no key that somebody could lose", () => {
  expect(Object.keys(synthesized("api-server").resource!)).toEqual(["google_service_account"]);
});

test("refuses a service whose name is too long for an account", () => {
  expect(() => synthesized("notification-dispatcher")).toThrow("expected 6 to 30 characters");
});
