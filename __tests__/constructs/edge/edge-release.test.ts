import { TerraformLocal } from "cdktf";
import { EdgeRelease, type EdgeReleaseProps } from "../../../constructs/edge/edge-release";
import { resourcesOf } from "../../support/blocks";
import { helmReleases } from "../../support/helm-release";
import { synthConstruct } from "../../support/synth-construct";

const BACKEND = {
  port: 3001,
  healthPath: "/health",
  timeoutSeconds: 300,
  drainSeconds: 60,
  sessionAffinity: "CLIENT_IP",
};

const MINIMAL: EdgeReleaseProps = {
  namespace: "flowmaestro",
  addressName: "flowmaestro-edge",
  sslPolicyName: "modern",
  armorPolicyName: "armor",
  hosts: [{ host: "api.example.com", service: "api-server", port: 3001 }],
  certificates: { "flowmaestro-cert": ["api.example.com"] },
  backends: { "api-server": BACKEND },
  defaultService: "api-server",
  chart: "assets/edge",
  protect: true,
  dependsOn: [],
};

const synthesized = (change: Partial<EdgeReleaseProps> = {}) =>
  synthConstruct((stack) => new EdgeRelease(stack, "edge", { ...MINIMAL, ...change }));

test("the chart is told the hosts, the certificates, the services, and what the network made for it", () => {
  expect(helmReleases(synthesized())[0]).toMatchObject({
    name: "edge",
    chart: "assets/edge",
    values: {
      hosts: MINIMAL.hosts,
      certificates: MINIMAL.certificates,
      backends: { "api-server": BACKEND },
      defaultService: "api-server",
      addressName: "flowmaestro-edge",
      sslPolicy: "modern",
      securityPolicy: "armor",
    },
  });
});

test("names that another stack gives arrive as references", () => {
  // WHEN
  const stack = synthConstruct((scope) => {
    const addressName = new TerraformLocal(scope, "address", "flowmaestro-edge").asString;
    new EdgeRelease(scope, "edge", { ...MINIMAL, addressName });
  });

  // THEN
  expect(helmReleases(stack)[0]!.values["addressName"]).toBe("${local.address}");
});

test("each certificate's hosts are held, so that no plan takes a live one down", () => {
  // WHEN
  const certificates = { "flowmaestro-cert": ["api.example.com"], "second-cert": ["blog.example.com"] };
  const stack = synthesized({ certificates });

  // THEN
  expect(resourcesOf(stack, "terraform_data")).toEqual([
    { triggers_replace: ["api.example.com"], lifecycle: { prevent_destroy: true } },
    { triggers_replace: ["blog.example.com"], lifecycle: { prevent_destroy: true } },
  ]);
  expect(Object.keys(stack.resource!["terraform_data"]!)).toEqual([
    expect.stringContaining("flowmaestro_cert_cannot_change_add_another_certificate_for_a_new_host"),
    expect.stringContaining("second_cert_cannot_change_add_another_certificate_for_a_new_host"),
  ]);
});

test("they may change where nothing is protected", () => {
  expect(resourcesOf(synthesized({ protect: false }), "terraform_data")).toEqual([
    expect.objectContaining({ lifecycle: { prevent_destroy: false } }),
  ]);
});
