import { NetworkPolicies, type NetworkPoliciesProps, usesLabel } from "../../../constructs/workloads/network-policies";
import { resourcesOf } from "../../support/blocks";
import { synthConstruct } from "../../support/synth-construct";

interface Rule {
  readonly to?: readonly object[];
  readonly from?: readonly object[];
  readonly ports: readonly { readonly port: string; readonly protocol: string }[];
}

interface Spec {
  readonly pod_selector: { readonly match_labels?: Readonly<Record<string, string>> };
  readonly policy_types: readonly string[];
  readonly ingress?: readonly Rule[];
  readonly egress?: readonly Rule[];
}

const MINIMAL: NetworkPoliciesProps = {
  namespace: "flowmaestro",
  database: { cidr: "10.16.0.0/16", port: 5432 },
  redis: { cidr: "10.16.0.0/16", port: 6379 },
  privateCidrs: ["10.0.0.0/8", "100.64.0.0/20"],
  balanced: { "api-server": 3001 },
  scraped: { "temporal-worker": 9464 },
};

function policies(change: Partial<NetworkPoliciesProps> = {}): Readonly<Record<string, Spec>> {
  const stack = synthConstruct((scope) => new NetworkPolicies(scope, "policies", { ...MINIMAL, ...change }));
  const all = resourcesOf(stack, "kubernetes_network_policy_v1") as unknown as {
    metadata: { name: string };
    spec: Spec;
  }[];
  return Object.fromEntries(all.map(({ metadata, spec }) => [metadata.name, spec]));
}

const policy = (name: string, change: Partial<NetworkPoliciesProps> = {}) => policies(change)[name]!;
const tcp = (port: string) => ({ port, protocol: "TCP" });
const TEMPORAL = { "app.kubernetes.io/instance": "temporal" };

test("every pod is refused everything, both ways", () => {
  expect(policy("refuse-all")).toEqual({
    pod_selector: {},
    policy_types: ["Ingress", "Egress"],
    ingress: [],
    egress: [],
  });
});

test("every pod may ask for names, over UDP and TCP, wherever DNS is", () => {
  expect(policy("dns")).toEqual({
    pod_selector: {},
    policy_types: ["Egress"],
    egress: [{ ports: [{ port: "53", protocol: "UDP" }, tcp("53")] }],
  });
});

test.each([
  ["database", "10.16.0.0/16", "5432"],
  ["redis", "10.16.0.0/16", "6379"],
])("who uses the %s reaches its range at its port, and no more", (dependency, cidr, port) => {
  expect(policy(`uses-${dependency}`)).toEqual({
    pod_selector: { match_labels: { [usesLabel(dependency)]: "true" } },
    policy_types: ["Egress"],
    egress: [{ to: [{ ip_block: { cidr } }], ports: [tcp(port)] }],
  });
});

test("who uses the internet reaches HTTPS there, but no private network and not the metadata server", () => {
  const except = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/20", "169.254.0.0/16"];

  expect(policy("uses-internet").egress).toEqual([
    { to: [{ ip_block: { cidr: "0.0.0.0/0", except } }], ports: [tcp("443")] },
  ]);
});

test("who uses buckets gets a token from the metadata server, at either of its addresses", () => {
  expect(policy("uses-buckets").egress).toEqual([
    { to: [{ ip_block: { cidr: "169.254.169.254/32" } }], ports: [tcp("80")] },
    { to: [{ ip_block: { cidr: "169.254.169.252/32" } }], ports: [tcp("988")] },
    expect.objectContaining({ ports: [tcp("443")] }),
  ]);
});

test("nobody else reaches the metadata server", () => {
  const reaching = Object.entries(policies()).filter(([, spec]) => JSON.stringify(spec).includes("169.254.169."));

  expect(reaching.map(([name]) => name)).toEqual(["uses-buckets"]);
});

test("who uses Temporal reaches its frontend, which lets in those who use it", () => {
  const frontend = { ...TEMPORAL, "app.kubernetes.io/component": "frontend" };

  expect(policy("uses-temporal").egress).toEqual([
    { to: [{ pod_selector: { match_labels: frontend } }], ports: [tcp("7233")] },
  ]);
  expect(policy("temporal-frontend")).toEqual({
    pod_selector: { match_labels: frontend },
    policy_types: ["Ingress"],
    ingress: [
      { from: [{ pod_selector: { match_labels: { [usesLabel("temporal")]: "true" } } }], ports: [tcp("7233")] },
    ],
  });
});

test("Temporal's pods talk to each other, to find each other and to work", () => {
  // GIVEN
  const membership = ["6933", "6934", "6935", "6939"];
  const ports = [...membership, "7233", "7234", "7235", "7239"].map(tcp);
  const themselves = [{ pod_selector: { match_labels: TEMPORAL } }];

  // THEN
  expect(policy("temporal-among-itself")).toEqual({
    pod_selector: { match_labels: TEMPORAL },
    policy_types: ["Ingress", "Egress"],
    ingress: [{ from: themselves, ports }],
    egress: [{ to: themselves, ports }],
  });
});

test("Temporal reaches its database", () => {
  expect(policy("temporal-database").egress).toEqual([
    { to: [{ ip_block: { cidr: "10.16.0.0/16" } }], ports: [tcp("5432")] },
  ]);
});

test("collectors of metrics, wherever Google runs them, reach Temporal's", () => {
  expect(policy("metrics").ingress).toEqual([
    {
      from: [
        {
          namespace_selector: {
            match_expressions: [
              { key: "kubernetes.io/metadata.name", operator: "In", values: ["gmp-system", "gke-gmp-system"] },
            ],
          },
        },
      ],
      ports: [tcp("9090")],
    },
  ]);
});

test("a service behind the load balancer lets in Google's front ends at its port", () => {
  expect(policy("balancer-to-api-server")).toEqual({
    pod_selector: { match_labels: { "app.kubernetes.io/instance": "api-server" } },
    policy_types: ["Ingress"],
    ingress: [
      {
        from: [{ ip_block: { cidr: "130.211.0.0/22" } }, { ip_block: { cidr: "35.191.0.0/16" } }],
        ports: [tcp("3001")],
      },
    ],
  });
});

test("nobody else is let in from outside of the cluster", () => {
  const open = Object.entries(policies({ balanced: {} })).filter(([, { ingress = [] }]) =>
    JSON.stringify(ingress).includes("ip_block"),
  );

  expect(open).toEqual([]);
});

describe("a database in the cluster", () => {
  const labels = { "app.kubernetes.io/instance": "postgres" };
  const change = { database: { podLabels: labels, port: 5432 } };

  test("is reached by its pods' labels", () => {
    expect(policy("uses-database", change).egress).toEqual([
      { to: [{ pod_selector: { match_labels: labels } }], ports: [tcp("5432")] },
    ]);
  });

  test("lets in those who use it, and Temporal", () => {
    expect(policy("database-from-its-users", change)).toEqual({
      pod_selector: { match_labels: labels },
      policy_types: ["Ingress"],
      ingress: [
        {
          from: [
            { pod_selector: { match_labels: { [usesLabel("database")]: "true" } } },
            { pod_selector: { match_labels: TEMPORAL } },
          ],
          ports: [tcp("5432")],
        },
      ],
    });
  });
});

test("Redis in the cluster lets in those who use it", () => {
  const redis = { podLabels: { "app.kubernetes.io/instance": "redis" }, port: 6379 };

  expect(policy("redis-from-its-users", { redis }).ingress).toEqual([
    { from: [{ pod_selector: { match_labels: { [usesLabel("redis")]: "true" } } }], ports: [tcp("6379")] },
  ]);
});

test("Google's collectors reach the metrics of a service that has some, at that port alone", () => {
  const expected = {
    pod_selector: { match_labels: { "app.kubernetes.io/instance": "temporal-worker" } },
    policy_types: ["Ingress"],
    ingress: [
      { from: [expect.objectContaining({ namespace_selector: expect.anything() as object })], ports: [tcp("9464")] },
    ],
  };

  expect(policy("metrics-of-temporal-worker")).toEqual(expected);
  expect(policies({ scraped: {} })).not.toHaveProperty("metrics-of-temporal-worker");
});
