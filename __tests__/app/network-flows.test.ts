import { IPv4 } from "ipaddr.js";
import { buildApp } from "../../app";
import { loadAnyEnvironment } from "../../config/load";
import { dependency } from "../../config/schema/services";
import { chartDir } from "../charts/values";
import { describeWithHelm } from "../support/describe-with-helm";
import { helmTemplate, podOf } from "../support/helm";
import {
  allows,
  concerns,
  type End,
  type Flow,
  type Labels,
  means,
  mutilated,
  podLabelsOf,
  policiesOf,
  type Policy,
  policySchema,
  type Port,
  portsThatMatter,
  type Reading,
  READINGS,
  type Row,
  rowsOf,
} from "../support/network-flows";
import { releases } from "../support/releases";
import { synthApp } from "../support/synth";

const ENVIRONMENTS = ["production", "staging", "local"] as const;
const NAMESPACE = "flowmaestro";
/** What a deployment knows. */
const KNOWN = {
  "kubernetes_namespace_v1.namespace.metadata[0].name": NAMESPACE,
  "local.data_namespace": NAMESPACE,
  "local.data_redis_port": 6379,
};

/**
 * Every flow there is. `may flow` is what a policy lets through though nobody needs it; whatever no row names must be
 * refused. The services `only-X` are one more each, which use X, or X-secrets, and nothing else; `with-metrics` uses nothing
 * and has metrics.
 */
const EVERYWHERE = `
from                        | to                        | ports               | verdict    | why
every pod                   | DNS                       | UDP 53, TCP 53      | must flow  | kube-dns, NodeLocal DNSCache, Cloud DNS
every pod                   | outside                   | UDP 53, TCP 53      | may flow   | the cluster decides which address answers

the backend, only-database  | PostgreSQL                | TCP 5432            | must flow  | their uses: database
migrations                  | PostgreSQL                | TCP 5432            | must flow  | before every rollout
Temporal's roles            | PostgreSQL                | TCP 5432            | must flow  | its stores
temporal/schema-job         | PostgreSQL                | TCP 5432            | must flow  | before each installation and upgrade
Temporal                    | PostgreSQL                | TCP 5432            | may flow   | one policy for all of Temporal's pods
the backend, only-redis     | Redis                     | TCP 6379            | must flow  | their uses: redis

the backend, only-temporal  | temporal/frontend         | TCP 7233            | must flow  | their uses: temporal
temporal/web                | temporal/frontend         | TCP 7233            | must flow  | shows what the frontend tells
temporal/namespace-job      | temporal/frontend         | TCP 7233            | must flow  | makes Temporal's namespace
temporal/admintools         | temporal/frontend         | TCP 7233            | must flow  | somebody at three in the morning
Temporal's roles            | temporal/frontend         | TCP 6933, TCP 7233  | must flow  | membership and gRPC
Temporal's roles            | temporal/history          | TCP 6934, TCP 7234  | must flow  | membership and gRPC
Temporal's roles            | temporal/matching         | TCP 6935, TCP 7235  | must flow  | membership and gRPC
Temporal's roles            | temporal/worker           | TCP 6939, TCP 7239  | must flow  | membership and gRPC
Temporal                    | Temporal                  | TCP 6933-6939       | may flow   | one policy for all of Temporal's pods
Temporal                    | Temporal                  | TCP 7233-7239       | may flow   | one policy for all of Temporal's pods
collectors                  | Temporal's roles          | TCP 9090            | must flow  | managed Prometheus scrapes
collectors                  | Temporal                  | TCP 9090            | may flow   | one policy for all of Temporal's pods

only-internet, only-buckets | the internet, balancer    | TCP 443             | must flow  | Google's APIs have public addresses
only-buckets                | metadata .254             | TCP 80              | must flow  | tokens of its identity
only-buckets                | metadata .252             | TCP 988             | must flow  | the same, behind Dataplane V2

websites                    | PostgreSQL, Redis         | any but 53          | is refused | they serve files
websites                    | the internet, metadata    | any but 53          | is refused | they serve files
websites                    | Temporal                  | any                 | is refused | they serve files
websites                    | the backend               | any                 | is refused | browsers call the API, by the balancer
migrations                  | the internet, metadata    | any but 53          | is refused | PostgreSQL is all it needs
migrations                  | Redis                     | TCP 6379            | is refused | PostgreSQL is all it needs
migrations                  | private addresses         | any but 53          | is refused | PostgreSQL is all it needs
migrations                  | Temporal, services        | any                 | is refused | PostgreSQL is all it needs
Temporal                    | the internet, metadata    | any but 53          | is refused | activities run in the worker
Temporal                    | Redis                     | TCP 6379            | is refused | PostgreSQL is all it needs
Temporal                    | private addresses         | any but 53          | is refused | PostgreSQL is all it needs
Temporal                    | services                  | any                 | is refused | they call it
the backend                 | temporal/history          | any                 | is refused | the frontend is the way in
the backend                 | temporal/web              | any                 | is refused | kubectl port-forward is the way in
every pod                   | temporal/web              | TCP 8080            | is refused | kubectl port-forward is the way in
the backend                 | the backend               | any                 | is refused | they meet in Temporal
the internet                | every pod                 | any                 | is refused | the balancer is the way in
strangers                   | every pod                 | any                 | is refused | labels count in our namespace alone
collectors                  | services, migrations      | any                 | is refused | they have no metrics of that kind
collectors                  | Temporal                  | any but 9090        | is refused | metrics alone
private addresses           | every pod                 | any                 | is refused | being near is no reason
the backend                 | private addresses         | any but 53          | is refused | the internet is nobody's own network
only-internet               | private addresses         | any but 53          | is refused | the internet is nobody's own network
only-internet               | PostgreSQL, Redis         | any but 53          | is refused | exactly what it uses
only-internet               | Temporal, the backend     | any                 | is refused | exactly what it uses
only-internet               | metadata                  | any but 53          | is refused | exactly what it uses
only-internet               | the internet              | any but 53, 443     | is refused | HTTPS alone
only-buckets                | metadata                  | any but 53, 80, 988 | is refused | tokens alone
only-database               | Redis                     | TCP 6379            | is refused | exactly what it uses
only-database               | the internet              | any but 53          | is refused | exactly what it uses
only-redis                  | PostgreSQL                | TCP 5432            | is refused | exactly what it uses
only-redis                  | the internet              | any but 53          | is refused | exactly what it uses
only-temporal               | temporal/history          | any                 | is refused | exactly what it uses
only-app                    | outside                   | any but 53          | is refused | secrets are variables
only-integration            | outside                   | any but 53          | is refused | secrets are variables
`;

const IN_GOOGLE_CLOUD = `
from                        | to                        | ports               | verdict    | why
balancer                    | api-server                | TCP 3001            | must flow  | requests and health checks
balancer                    | websites                  | TCP 80              | must flow  | requests and health checks
the backend                 | the internet, balancer    | TCP 443             | must flow  | models, Google's APIs, our own hosts
the backend                 | metadata .254             | TCP 80              | must flow  | tokens of its identity
the backend                 | metadata .252             | TCP 988             | must flow  | the same, behind Dataplane V2
the backend, only-database  | Redis                     | TCP 5432            | may flow   | both addresses are from one range
migrations, Temporal        | Redis                     | TCP 5432            | may flow   | both addresses are from one range
the backend, only-redis     | PostgreSQL                | TCP 6379            | may flow   | both addresses are from one range
collectors                  | with-metrics              | TCP 9464            | must flow  | its metricsPort

collectors                  | with-metrics              | any but 9464        | is refused | metrics alone
the backend                 | metadata                  | any but 53, 80, 988 | is refused | tokens alone
the backend                 | metadata .254             | TCP 443, TCP 988    | is refused | the other address has that port
the backend                 | metadata .252             | TCP 80, TCP 443     | is refused | the other address has that port
the backend                 | the internet              | any but 53, 443     | is refused | HTTPS alone
balancer                    | api-server                | any but 3001        | is refused | the port of the service alone
balancer                    | websites                  | any but 80          | is refused | the port of the service alone
balancer                    | temporal-worker, Temporal | any                 | is refused | they are behind no host
balancer                    | migrations, only-internet | any                 | is refused | they are behind no host
`;

const IN_A_CLUSTER_OF_ONES_OWN = `
from                        | to                        | ports               | verdict    | why
the backend                 | the internet, balancer    | TCP 443             | must flow  | model APIs
the backend                 | the internet              | any but 53, 443     | is refused | HTTPS alone
the backend                 | metadata                  | any but 53          | is refused | there are no Google identities
collectors                  | with-metrics              | any                 | is refused | nobody collects there
PostgreSQL, Redis           | outside                   | any but 53          | is refused | they answer
PostgreSQL, Redis           | every pod                 | any                 | is refused | they answer
the backend, migrations     | PostgreSQL                | any but 5432        | is refused | its port alone
the backend                 | Redis                     | any but 6379        | is refused | its port alone
`;

type Name = (typeof ENVIRONMENTS)[number];

/** An environment with one service more for each thing that a service can use. */
function stacksOf(name: Name) {
  const environment = loadAnyEnvironment(name);
  const { frontend } = environment.services;
  const only = dependency.options.map((use) => {
    return [`only-${use.split("-")[0]}`, { ...frontend!, port: undefined, uses: [use] }];
  });
  only.push(["with-metrics", { ...frontend!, port: undefined, uses: [], metricsPort: 9464 }]);
  const services = { ...environment.services, ...(Object.fromEntries(only) as typeof environment.services) };
  return synthApp((app) => buildApp(app, { ...environment, services })).stacks;
}

/** An address of a range. */
function nth(cidr: string, index: number): string {
  const octets = IPv4.networkAddressFromCIDR(cidr).toByteArray();
  return new IPv4([...octets.slice(0, 3), octets[3]! + index]).toString();
}

const address = (of: string, at: string): End => ({ name: `${of} ${at}`, address: at });
const podOfAnother = (name: string, namespace: string, labels: Labels, at: string): End => ({
  name,
  address: at,
  pod: { namespace, labels },
});

const METADATA = { "metadata .254": "169.254.169.254", "metadata .252": "169.254.169.252" };
const TEMPORAL_LABELS = { "app.kubernetes.io/instance": "temporal", "app.kubernetes.io/component": "frontend" };

/** Who is where: the groups that the table speaks of. */
function endsOf(name: Name, podLabels: Readonly<Record<string, Labels>>): Readonly<Record<string, readonly End[]>> {
  const environment = loadAnyEnvironment(name);
  const network = "network" in environment ? environment.network : undefined;
  const podCidr = network?.podCidr ?? "10.244.0.0/16";
  const pods = Object.entries(podLabels).map(([pod, labels], index): [string, End] => [
    pod,
    { name: pod, address: nth(podCidr, index + 10), pod: { namespace: NAMESPACE, labels } },
  ]);
  const one = Object.fromEntries(pods.map(([pod, end]) => [pod, [end]]));
  const all = (...names: string[]) => names.flatMap((each) => one[each] ?? []);
  const temporal = pods.flatMap(([pod, end]) => (pod.startsWith("temporal/") ? end : []));
  const metadata = Object.entries(METADATA).map(([of, at]) => [of, [address("metadata server", at)]] as const);
  const google = (of: string, index: number) => [address(of, nth(network!.privateServicesCidr, index))];

  const places = {
    PostgreSQL: network ? google("PostgreSQL", 3) : all("postgres"),
    Redis: network ? google("Redis", 4) : all("redis"),
    ...Object.fromEntries(metadata),
    balancer: ["130.211.0.0", "130.211.3.255", "35.191.0.0", "35.191.255.255"].map((at) => address("balancer", at)),
    "the internet": ["1.1.1.1", "203.0.113.7", "130.211.4.0"].map((at) => address("internet", at)),
    DNS: [
      podOfAnother("kube-dns", "kube-system", { "k8s-app": "kube-dns" }, nth(podCidr, 1)),
      podOfAnother("node-local-dns", "kube-system", { "k8s-app": "node-local-dns" }, nth(podCidr, 2)),
      address("NodeLocal DNSCache", "169.254.20.10"),
      ...metadata.slice(0, 1).flatMap(([, ends]) => ends),
    ],
    collectors: ["gmp-system", "gke-gmp-system"].map((namespace, index) =>
      podOfAnother(`collector of ${namespace}`, namespace, {}, nth(podCidr, 3 + index)),
    ),
    strangers: [
      podOfAnother("stranger like the worker", "default", podLabels["temporal-worker"]!, nth(podCidr, 5)),
      podOfAnother("stranger like Temporal", "default", TEMPORAL_LABELS, nth(podCidr, 6)),
    ],
    "private addresses": [
      address("node", nth(network?.subnetCidr ?? "172.18.0.0/16", 5)),
      address("Kubernetes API", nth(network?.serviceCidr ?? "10.96.0.0/16", 1)),
      address("some pod", nth(podCidr, 250)),
      ...["10.200.0.1", "172.16.0.1", "192.168.0.1"].map((at) => address("another network", at)),
    ],
  };
  return {
    ...one,
    ...places,
    metadata: metadata.flatMap(([, ends]) => ends),
    outside: Object.values(places)
      .flat()
      .filter(({ pod }) => pod?.namespace !== NAMESPACE),
    "every pod": pods.map(([, end]) => end),
    services: all(...Object.keys(environment.services)),
    "the backend": all("api-server", "temporal-worker"),
    websites: all("frontend", "marketing"),
    Temporal: temporal,
    "Temporal's roles": all("temporal/frontend", "temporal/history", "temporal/matching", "temporal/worker"),
  };
}

/** Everything that is needed to judge an environment. */
function subject(name: Name) {
  const stacks = stacksOf(name);
  const podLabels = podLabelsOf(stacks);
  const policies = policiesOf(stacks["workloads"]!, KNOWN);
  const rows = rowsOf(EVERYWHERE).concat(rowsOf(name === "local" ? IN_A_CLUSTER_OF_ONES_OWN : IN_GOOGLE_CLOUD));
  return { stacks, podLabels, policies, rows, ends: endsOf(name, podLabels), ports: portsThatMatter(policies, rows) };
}

type Subject = ReturnType<typeof subject>;
const SUBJECTS = Object.fromEntries(ENVIRONMENTS.map((name) => [name, subject(name)])) as Record<Name, Subject>;

const said = ({ from, to, protocol, port }: Flow) => `${from.name} → ${to.name} ${protocol} ${port}`;

function flowsOf(from: readonly End[], to: readonly End[], ports: readonly Port[]): readonly Flow[] {
  const pairs = from.flatMap((source) => to.filter((target) => target !== source).map((target) => [source, target]));
  return pairs.flatMap(([source, target]) => ports.map((port) => ({ from: source!, to: target!, ...port })));
}

function flowsNamed({ from, to, ports: text }: Row, { ends, ports }: Subject): readonly Flow[] {
  const group = (name: string) => {
    if (!ends[name]?.length) throw new Error(`nobody is called ${name}`);
    return ends[name];
  };
  const meant = ports.filter((port) => means(text, port));
  if (meant.length === 0) throw new Error(`no port is ${text}`);
  return flowsOf(from.flatMap(group), to.flatMap(group), meant);
}

/** The flows of a row that some enforcer would treat otherwise than it says. */
function wrong(row: Row, subject: Subject): readonly string[] {
  const flows = flowsNamed(row, subject);
  if (row.verdict === "may flow") {
    return flows.some((flow) => allows(subject.policies, flow, "generous")) ? [] : ["none of it does: drop the row"];
  }
  return flows.flatMap((flow) =>
    READINGS.filter((reading) => allows(subject.policies, flow, reading) !== (row.verdict === "must flow")).map(
      (reading) => `${said(flow)}, to a ${reading} enforcer`,
    ),
  );
}

/** Whether other policies would give a flow that the table names another verdict. */
function comparison(subject: Subject): (changed: readonly Policy[]) => boolean {
  const verdicts = subject.rows
    .filter(({ verdict }) => verdict !== "may flow")
    .flatMap((row) => flowsNamed(row, subject))
    .flatMap((flow) => READINGS.map((reading) => ({ flow, reading, allowed: allows(subject.policies, flow, reading) })))
    // Most of what can be lost is lost here.
    .sort((a, b) => Number(b.allowed) - Number(a.allowed));
  return (changed) => verdicts.some(({ flow, reading, allowed }) => allows(changed, flow, reading) !== allowed);
}

describe.each(ENVIRONMENTS)("in %s", (name) => {
  const whole = SUBJECTS[name];
  const { policies, rows, ends } = whole;
  const titles = rows.map((row) => ({ ...row, from: row.from.join(", "), to: row.to.join(", "), row }));
  let differs: (changed: readonly Policy[]) => boolean;

  beforeAll(() => {
    differs = comparison(whole);
  });

  test.each(titles)("$from → $to, $ports: $verdict ($why)", ({ row }) => {
    expect(wrong(row, whole)).toEqual([]);
  });

  test("every flow that no row lets through is refused", () => {
    // GIVEN
    const named = rows.filter(({ verdict }) => verdict !== "is refused").flatMap((row) => flowsNamed(row, whole));
    const names = new Set(named.map(said));
    const everybody = [...new Set(Object.values(ends).flat())];
    const ours = new Set(ends["every pod"]);
    const flows = flowsOf(everybody, everybody, whole.ports).filter(({ from, to }) => ours.has(from) || ours.has(to));

    // WHEN
    const through = flows.filter((flow) => READINGS.some((reading) => allows(policies, flow, reading)));

    // THEN
    expect(through.map(said).filter((flow) => !names.has(flow))).toEqual([]);
  });

  test.each(policies.map((policy) => ({ policy, called: policy.metadata.name })))(
    "without the policy $called a verdict would be another",
    ({ policy }) => {
      expect(differs(policies.filter((other) => other !== policy))).toBe(true);
    },
  );

  test("without any one rule, peer or port of a policy a verdict would be another", () => {
    const idle = [...mutilated(policies)].filter(([, changed]) => !differs(changed)).map(([lack]) => lack);

    expect(idle).toEqual([]);
  });
});

describeWithHelm("the labels that policies look at", () => {
  const { production, local } = SUBJECTS;
  const looks = JSON.stringify([production.policies, local.policies]);
  const seen = (labels: Labels) =>
    Object.fromEntries(Object.entries(labels).filter(([key]) => looks.includes(JSON.stringify(key))));

  /** The labels of a rendered chart's pods, without those that no policy looks at. */
  const rendered = (chart: string, release: string, values: readonly string[]) =>
    helmTemplate(chart, release, values)
      .filter(({ spec, metadata }) => spec?.["template"] && metadata.annotations?.["helm.sh/hook"] !== "test")
      .map((owner) => seen(podOf(owner).metadata.labels!));

  const stores = Object.values(local.stacks["data"]!.resource!["helm_release"]!) as {
    name: string;
    values: string[];
  }[];
  const ours = releases("production").filter(({ name, chart }) => chart.startsWith("/") && name !== "edge");
  const charts = [...ours, ...stores.map((store) => ({ ...store, chart: chartDir(store.name) }))];

  test.each(charts)("$name has them as the table of flows takes them to be", ({ name, chart, values }) => {
    const podLabels = { ...local.podLabels, ...production.podLabels };

    expect(rendered(chart, name, values)).toEqual([seen(podLabels[name]!)]);
  });
});

describe("the evaluator of policies", () => {
  const labels = { app: "a", tier: "back" };
  const inside = (name: string, address: string, own: Labels = labels, namespace = "ours"): End => ({
    name,
    address,
    pod: { namespace, labels: own },
  });
  const a = inside("a", "10.4.0.1");
  const b = inside("b", "10.4.0.2", { app: "b" });
  const c = inside("c", "10.4.0.3", { app: "b" }, "theirs");
  const world: End = { name: "world", address: "1.1.1.1" };

  const policyOf = (spec: object, namespace = "ours"): Policy =>
    policySchema.parse({ metadata: { name: "policy", namespace }, spec: { pod_selector: {}, ...spec } });
  const egress = (...rules: object[]) => policyOf({ policy_types: ["Egress"], egress: rules });
  const ingress = (...rules: object[]) => policyOf({ policy_types: ["Ingress"], ingress: rules });
  const lets = (policies: readonly Policy[], from: End, to: End, port = 80, reading: Reading = READINGS[0]) =>
    allows(policies, { from, to, protocol: "TCP", port }, reading);

  test("lets everything through where no policy selects a pod", () => {
    expect(lets([], a, b)).toBe(true);
    expect(lets([policyOf({ policy_types: ["Ingress", "Egress"] }, "theirs")], a, b)).toBe(true);
    expect(lets([policyOf({ policy_types: ["Egress"], pod_selector: { match_labels: { app: "b" } } })], a, b)).toBe(
      true,
    );
  });

  test("isolates a selected pod in the directions of the policy, and in no other", () => {
    expect(lets([egress()], a, world)).toBe(false);
    expect(lets([egress()], world, a)).toBe(true);
    expect(lets([ingress()], world, a)).toBe(false);
    expect(lets([ingress()], a, world)).toBe(true);
  });

  test("adds up what policies and rules allow", () => {
    // GIVEN
    const rule = (port: string) => ({ ports: [{ port }] });

    // WHEN
    const policies = [egress(), egress(rule("80"), rule("81")), egress(rule("82"))];

    // THEN
    expect([79, 80, 81, 82, 83].filter((port) => lets(policies, a, world, port))).toEqual([80, 81, 82]);
  });

  test("wants a flow allowed out of the one pod and into the other", () => {
    expect(lets([egress({}), ingress({})], a, b)).toBe(true);
    expect(lets([egress({}), ingress()], a, b)).toBe(false);
    expect(lets([egress(), ingress({})], a, b)).toBe(false);
  });

  test("takes no peers for all of them, and no ports for all of them", () => {
    expect(lets([egress({})], a, world)).toBe(true);
    expect(lets([egress({ to: [], ports: [] })], a, c)).toBe(true);
  });

  test.each([
    { to: { pod_selector: {} }, reaches: ["b"], that: "a pod selector alone means the policy's own namespace" },
    { to: { namespace_selector: {} }, reaches: ["b", "c"], that: "a namespace selector alone means all of its pods" },
    {
      to: { namespace_selector: { match_labels: { "kubernetes.io/metadata.name": "theirs" } }, pod_selector: {} },
      reaches: ["c"],
      that: "both together mean pods that satisfy both",
    },
    {
      to: { namespace_selector: {}, pod_selector: { match_labels: { app: "x" } } },
      reaches: [],
      that: "all labels have to match",
    },
    {
      to: { ip_block: { cidr: "0.0.0.0/0", except: ["10.4.0.0/31"] } },
      reaches: ["b", "c", "world"],
      that: "an address block is all of it",
    },
    {
      to: { ip_block: { cidr: "0.0.0.0/0", except: ["10.4.0.2/31", "9.0.0.0/8"] } },
      reaches: ["world"],
      that: "an address block is not what it leaves out",
    },
  ])("knows that $that", ({ to, reaches }) => {
    const reached = [b, c, world].filter((end) => lets([egress({ to: [to] })], a, end));

    expect(reached.map(({ name }) => name)).toEqual(reaches);
  });

  test("reads address blocks with pods and, strictly, without", () => {
    const policies = [egress({ to: [{ ip_block: { cidr: "0.0.0.0/0" } }] })];

    expect(READINGS.map((reading) => lets(policies, a, b, 80, reading))).toEqual([true, false]);
    expect(READINGS.map((reading) => lets(policies, a, world, 80, reading))).toEqual([true, true]);
  });

  test.each([
    { operator: "In", key: "tier", values: ["back", "front"], selected: ["a"] },
    { operator: "NotIn", key: "tier", values: ["back"], selected: ["b"] },
    { operator: "Exists", key: "tier", selected: ["a"] },
    { operator: "DoesNotExist", key: "tier", selected: ["b"] },
  ])("selects by the operator $operator", ({ selected, ...expression }) => {
    const policy = policyOf({ policy_types: ["Egress"], pod_selector: { match_expressions: [expression] } });

    expect([a, b, c, world].filter((end) => concerns(policy, end)).map(({ name }) => name)).toEqual(selected);
  });

  test("reads ranges of ports as such and, strictly, as their first port", () => {
    // GIVEN
    const policies = [egress({ ports: [{ port: "7233", end_port: 7239 }] })];

    // WHEN
    const through = READINGS.map((reading) =>
      [7232, 7233, 7236, 7239, 7240].filter((port) => lets(policies, a, world, port, reading)),
    );

    // THEN
    expect(through).toEqual([[7233, 7236, 7239], [7233]]);
  });

  test("knows TCP from UDP, and takes TCP where nothing is said", () => {
    // GIVEN
    const policies = [egress({ ports: [{ port: "80" }, { port: "53", protocol: "UDP" }] })];

    // WHEN
    const through = portsThatMatter(policies, []).filter((port) =>
      allows(policies, { from: a, to: world, ...port }, "strict"),
    );

    // THEN
    expect(through).toEqual([
      { protocol: "TCP", port: 80 },
      { protocol: "UDP", port: 53 },
    ]);
  });

  test.each([
    { what: "a port's name", spec: { egress: [{ ports: [{ port: "http" }] }] } },
    { what: "a block that is a pod as well", spec: { egress: [{ to: [{ pod_selector: {}, ip_block: {} }] }] } },
    { what: "a peer that is nobody", spec: { egress: [{ to: [{}] }] } },
    { what: "a field that it has never heard of", spec: { priority: 1 } },
  ])("refuses to judge $what", ({ spec }) => {
    expect(() => policyOf({ policy_types: ["Egress"], ...spec })).toThrow();
  });
});
