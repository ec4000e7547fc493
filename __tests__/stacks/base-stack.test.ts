import { ComputeNetwork } from "@cdktf/provider-google/lib/compute-network";
import { DnsManagedZone } from "@cdktf/provider-google/lib/dns-managed-zone";
import { Id } from "@cdktf/provider-random/lib/id";
import { Construct } from "constructs";
import { googleProvider, randomProvider } from "../../constructs/shared/providers";
import { BaseStack, type BaseStackProps } from "../../stacks/base-stack";
import { type StackJson, synthApp } from "../support/synth";

class Probe extends BaseStack {
  constructor(scope: Construct, id: string, props: BaseStackProps) {
    super(scope, id, props);
    googleProvider(this, {});
    randomProvider(this);
  }

  put(name: string, value: unknown): void {
    this.publish({ [name]: { value, description: "for a test" } });
  }
}

function synthesized(
  build: (stack: Probe) => void,
  environment: Partial<BaseStackProps["environment"]> = {},
): StackJson {
  const { stacks } = synthApp((app) => {
    build(new Probe(app, "probe", { environment: { name: "test", backend: { type: "local" }, ...environment } }));
  });
  return stacks["probe"]!;
}

const idsOf = (build: (stack: Probe) => void) => Object.keys(synthesized(build).resource!["random_id"]!);
const suffix = (scope: Construct, id: string) => new Id(scope, id, { byteLength: 4 });

describe("an address", () => {
  test("is the way through the constructs, without a hash that nobody can read", () => {
    expect(idsOf((stack) => suffix(new Construct(new Construct(stack, "data"), "postgres"), "suffix"))).toEqual([
      "data_postgres_suffix",
    ]);
  });

  test("leaves out what is called Default", () => {
    expect(idsOf((stack) => suffix(new Construct(stack, "postgres"), "Default"))).toEqual(["postgres"]);
  });

  test.each([
    ["api-server", "api_server"],
    ["databaseHost", "database_host"],
    ["OPENAI_API_KEY", "openai_api_key"],
  ])("writes %s as %s", (id, expected) => {
    expect(idsOf((stack) => suffix(stack, id))).toEqual([expected]);
  });

  test("may be that of another type", () => {
    const build = (stack: Probe) => {
      suffix(new Construct(stack, "main"), "Default");
      new ComputeNetwork(new Construct(stack, "vpc"), "Default", { name: "main", autoCreateSubnetworks: false });
    };

    expect(Object.keys(synthesized(build).resource!)).toEqual(["google_compute_network", "random_id"]);
  });

  test("refuses to be shared, and names both constructs", () => {
    expect(() =>
      idsOf((stack) => {
        suffix(stack, "api-server");
        suffix(stack, "api_server");
      }),
    ).toThrow(
      "probe/api_server: its address api_server is taken by probe/api-server; give one of them another construct id.",
    );
  });
});

test("what is published has exactly its name, even where a construct has it too", () => {
  // WHEN
  const { output } = synthesized((stack) => {
    suffix(stack, "cluster_name");
    stack.put("cluster_name", "main");
  });

  // THEN
  expect(output).toEqual({ cluster_name: { value: "main", description: "for a test" } });
});

test("a Terraform that has write-only arguments is required", () => {
  expect(synthesized(() => undefined).terraform["required_version"]).toBe(">= 1.11.0");
});

describe("the policies", () => {
  const protectedFromDeletion = (environment: Partial<BaseStackProps["environment"]>) => () =>
    synthesized((stack) => {
      const defaultKeySpecs = [{ algorithm: "ecdsap256sha256" }];
      const dnssecConfig = { state: "on", defaultKeySpecs };
      new DnsManagedZone(stack, "zone", { name: "zone", dnsName: "example.com.", dnssecConfig });
    }, environment);

  test("hold where deletion protection is on", () => {
    expect(protectedFromDeletion({ deletionProtection: { enabled: true } })).toThrow(
      "google_dns_managed_zone.zone must refuse to be destroyed",
    );
  });

  test.each<[string, Partial<BaseStackProps["environment"]>]>([
    ["that has argued against it", { deletionProtection: { enabled: false, reason: "It is rebuilt at will." } }],
    ["that is local", {}],
  ])("let go of deletion protection in an environment %s", (_, environment) => {
    expect(protectedFromDeletion(environment)).not.toThrow();
  });
});
