import { SslPolicy } from "../../../constructs/edge/ssl-policy";
import { resourceOf } from "../../support/blocks";
import { synthConstruct } from "../../support/synth-construct";

test("clients negotiate TLS 1.2 or newer, with modern ciphers", () => {
  const stack = synthConstruct((scope) => new SslPolicy(scope, "ssl_policy", { dependsOn: [] }));

  expect(resourceOf(stack, "google_compute_ssl_policy")).toMatchObject({
    name: "flowmaestro-edge",
    min_tls_version: "TLS_1_2",
    profile: "MODERN",
  });
});
