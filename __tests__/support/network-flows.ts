import { IPv4 } from "ipaddr.js";
import { parse } from "yaml";
import { z } from "zod";
import type { StackJson } from "./synth";
import { evaluate, type Value } from "./terraform-expression";

/** Labels of a pod. */
export type Labels = Readonly<Record<string, string>>;

/** One end of a flow: an address, and the pod that has it. */
export interface End {
  readonly name: string;
  readonly address: string;
  /** @default - it is outside of the cluster */
  readonly pod?: { readonly namespace: string; readonly labels: Labels };
}

const PROTOCOLS = ["TCP", "UDP", "SCTP"] as const;

/** Where a flow arrives. */
export interface Port {
  readonly protocol: (typeof PROTOCOLS)[number];
  readonly port: number;
}

/** A connection, or a datagram and its answer. */
export interface Flow extends Port {
  readonly from: End;
  readonly to: End;
}

/**
 * What enforcers differ in, as the most and as the least generous of them do it. For a strict one, as Cilium and so GKE's
 * Dataplane V2 may be, an address block holds no pods (https://github.com/cilium/cilium/issues/9209) and a range of ports
 * is its first port (https://github.com/cilium/cilium/issues/28684).
 */
export const READINGS = ["generous", "strict"] as const;
/** One of {@link READINGS}. */
export type Reading = (typeof READINGS)[number];

const selector = z.strictObject({
  match_labels: z.record(z.string(), z.string()).default({}),
  match_expressions: z
    .array(
      z.strictObject({
        key: z.string(),
        operator: z.enum(["In", "NotIn", "Exists", "DoesNotExist"]),
        values: z.array(z.string()).default([]),
      }),
    )
    .default([]),
});
const peers = z
  .array(
    z.union([
      z.strictObject({ ip_block: z.strictObject({ cidr: z.cidrv4(), except: z.array(z.cidrv4()).default([]) }) }),
      z.strictObject({ pod_selector: selector.optional(), namespace_selector: selector }),
      z.strictObject({ pod_selector: selector }),
    ]),
  )
  .default([]);
const ports = z
  .array(
    z.strictObject({
      protocol: z.enum(PROTOCOLS).default("TCP"),
      port: z.coerce.number().int().min(1),
      end_port: z.number().int().optional(),
    }),
  )
  .default([]);

/** A network policy, as the Kubernetes provider writes it down. What the evaluator does not know is an error. */
export const policySchema = z.strictObject({
  metadata: z.strictObject({ name: z.string(), namespace: z.string() }),
  spec: z.strictObject({
    pod_selector: selector,
    policy_types: z.array(z.enum(["Ingress", "Egress"])).min(1),
    ingress: z
      .array(z.strictObject({ from: peers, ports }).transform(({ from, ...rule }) => ({ ...rule, peers: from })))
      .default([]),
    egress: z
      .array(z.strictObject({ to: peers, ports }).transform(({ to, ...rule }) => ({ ...rule, peers: to })))
      .default([]),
  }),
});
/** A network policy. */
export type Policy = z.infer<typeof policySchema>;
type Rule = Policy["spec"]["ingress"][number];
type Range = z.infer<typeof ports>[number];
type Selector = z.infer<typeof selector>;

function selects({ match_labels, match_expressions }: Selector, labels: Labels): boolean {
  const equal = Object.entries(match_labels).every(([key, value]) => labels[key] === value);
  return (
    equal &&
    match_expressions.every(({ key, operator, values }) => {
      if (operator === "Exists") return key in labels;
      if (operator === "DoesNotExist") return !(key in labels);
      return (operator === "In") === (key in labels && values.includes(labels[key]!));
    })
  );
}

const answers = new Map<string, boolean>();

function within(address: string, cidr: string): boolean {
  const key = `${address} ${cidr}`;
  const answer = answers.get(key) ?? IPv4.parse(address).match(IPv4.parseCIDR(cidr));
  answers.set(key, answer);
  return answer;
}

function isPeer(peer: Rule["peers"][number], end: End, namespace: string, reading: Reading): boolean {
  if ("ip_block" in peer) {
    if (end.pod && reading === "strict") return false;
    const { cidr, except } = peer.ip_block;
    return within(end.address, cidr) && !except.some((hole) => within(end.address, hole));
  }
  if (!end.pod) return false;
  if (peer.pod_selector && !selects(peer.pod_selector, end.pod.labels)) return false;
  if (!("namespace_selector" in peer)) return end.pod.namespace === namespace;
  // The one label that every namespace has, and the only one that these have.
  return selects(peer.namespace_selector, { "kubernetes.io/metadata.name": end.pod.namespace });
}

function isPort({ protocol, port, end_port = port }: Range, flow: Port, reading: Reading = "generous"): boolean {
  const last = reading === "strict" ? port : end_port;
  return protocol === flow.protocol && port <= flow.port && flow.port <= last;
}

/** Whether a policy has a say about a pod. */
export function concerns({ metadata, spec }: Policy, { pod }: End): boolean {
  return pod !== undefined && pod.namespace === metadata.namespace && selects(spec.pod_selector, pod.labels);
}

/** Whether policies let a flow through: out of the pod it comes from, and into the pod it goes to. */
export function allows(policies: readonly Policy[], flow: Flow, reading: Reading): boolean {
  const passes = (type: "Ingress" | "Egress", self: End, other: End) => {
    const isolating = policies.filter((each) => each.spec.policy_types.includes(type) && concerns(each, self));
    return (
      isolating.length === 0 ||
      isolating.some(({ metadata: { namespace }, spec }) =>
        (type === "Ingress" ? spec.ingress : spec.egress).some(
          (rule) =>
            (rule.ports.length === 0 || rule.ports.some((port) => isPort(port, flow, reading))) &&
            (rule.peers.length === 0 || rule.peers.some((peer) => isPeer(peer, other, namespace, reading))),
        ),
      )
    );
  };
  return passes("Egress", flow.from, flow.to) && passes("Ingress", flow.to, flow.from);
}

/** The policies less a rule, or one of several peers or ports: each with what it lacks. */
export function* mutilated(policies: readonly Policy[]): Iterable<readonly [lack: string, policies: Policy[]]> {
  for (const each of policies) {
    const others = policies.filter((other) => other !== each);
    const { name } = each.metadata;
    for (const direction of ["ingress", "egress"] as const) {
      const rules = each.spec[direction];
      const having = (changed: Rule[]) => [...others, { ...each, spec: { ...each.spec, [direction]: changed } }];
      for (const [index, rule] of rules.entries()) {
        yield [`${name}: ${direction} ${JSON.stringify(rule)}`, having(rules.toSpliced(index, 1))];
        for (const part of ["peers", "ports"] as const) {
          if (rule[part].length < 2) continue; // without the last one it would mean everything
          for (const [position, lost] of rule[part].entries()) {
            const changed = { ...rule, [part]: rule[part].toSpliced(position, 1) };
            yield [`${name}: ${direction} ${JSON.stringify(lost)}`, having(rules.with(index, changed))];
          }
        }
      }
    }
  }
}

/** `value` with Terraform's expressions in it evaluated. */
function resolved(value: unknown, known: Readonly<Record<string, Value>>): unknown {
  if (typeof value === "string" && value.startsWith("${")) {
    return evaluate(value, (reference) => {
      if (reference in known) return known[reference]!;
      throw new Error(`${reference} has no stand-in among the network's flows`);
    });
  }
  if (Array.isArray(value)) return value.map((child) => resolved(child, known));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, resolved(child, known)]));
}

/** The network policies of a stack. `known` answers what only a deployment would. */
export function policiesOf(stack: StackJson, known: Readonly<Record<string, Value>>): readonly Policy[] {
  const blocks = Object.values(stack.resource?.["kubernetes_network_policy_v1"] ?? {});
  return blocks.map(({ metadata, spec }) => policySchema.parse(resolved({ metadata, spec }, known)));
}

/** The pods of Temporal's chart, each with its component. */
const TEMPORAL_PODS = {
  frontend: "frontend",
  history: "history",
  matching: "matching",
  worker: "worker",
  web: "web",
  admintools: "admintools",
  "schema-job": "database",
  "namespace-job": "database",
};

function labelsOf(release: string, chart: string, values: readonly string[]): Record<string, Labels> {
  const names = (name: string, component: string) => ({
    "app.kubernetes.io/name": name,
    "app.kubernetes.io/instance": release,
    "app.kubernetes.io/component": component,
  });
  if (release === "temporal") {
    const pods = Object.entries(TEMPORAL_PODS);
    return Object.fromEntries(pods.map(([pod, component]) => [`temporal/${pod}`, names("temporal", component)]));
  }
  const component = /^assets\/(\w+)_chart\//.exec(chart)![1]!;
  if (component === "edge") return {};
  const literals = values.filter((document) => !document.startsWith("${"));
  const { podLabels = {} } = Object.assign({}, ...literals.map((document) => parse(document) as object)) as {
    podLabels?: Labels;
  };
  return { [release]: { ...names(release, component), ...podLabels } };
}

/** Labels of the pods of every release, as our charts and Temporal's make them from the values. */
export function podLabelsOf(stacks: Readonly<Record<string, StackJson>>): Readonly<Record<string, Labels>> {
  const releases = Object.values(stacks).flatMap(({ resource }) => Object.values(resource?.["helm_release"] ?? {}));
  return Object.assign(
    {},
    ...releases.map(({ name, chart, values }) => labelsOf(name as string, chart as string, values as string[])),
  ) as Record<string, Labels>;
}

/** A row of a table of flows. */
export interface Row {
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly ports: string;
  readonly verdict: "must flow" | "may flow" | "is refused";
  readonly why: string;
}

/** Reads `from | to | ports | verdict | why`, one a line under a heading. */
export function rowsOf(table: string): readonly Row[] {
  const [, ...lines] = table.split("\n").filter((line) => line.trim());
  return lines.map((line) => {
    const [from, to, ports, verdict, why, ...more] = line.split("|").map((cell) => cell.trim());
    if (!why || more.length > 0) throw new Error(`not a row: ${line}`);
    if (verdict !== "must flow" && verdict !== "may flow" && verdict !== "is refused") throw new Error(line);
    return { from: from!.split(/, ?/), to: to!.split(/, ?/), ports: ports!, verdict, why };
  });
}

/** `TCP 443` and `TCP 6933-6939` as ranges. */
function rangesIn(ports: string): readonly Range[] {
  return ports.split(", ").map((text) => {
    const [, protocol, from, to = from] = /^(TCP|UDP) (\d+)(?:-(\d+))?$/.exec(text) ?? [];
    if (!protocol) throw new Error(`no ports: ${ports}`);
    return { protocol: protocol as Port["protocol"], port: Number(from), end_port: Number(to) };
  });
}

/** Whether `TCP 443`, `TCP 6933-6939, UDP 53`, `any` or `any but 53, 80` means a port. */
export function means(ports: string, port: Port): boolean {
  const [any, but] = /^any(?: but (.+))?$/.exec(ports) ?? [];
  return any ? !but?.split(", ").includes(String(port.port)) : rangesIn(ports).some((range) => isPort(range, port));
}

/** The first port of every range between borders, those of policies and rows: the others of a range are as it is. */
export function portsThatMatter(policies: readonly Policy[], rows: readonly Row[]): readonly Port[] {
  const rules = policies.flatMap(({ spec }) => [...spec.ingress, ...spec.egress]).flatMap((rule) => rule.ports);
  const named = rows.flatMap(({ ports }) => {
    if (!ports.startsWith("any")) return rangesIn(ports);
    return [...ports.matchAll(/\d+/g)].map(([port]) => ({ protocol: "TCP" as const, port: Number(port) }));
  });
  const borders = [...rules, ...named].flatMap(({ protocol, port, end_port = port }) =>
    [port, port + 1, end_port + 1].map((border) => ({ protocol, port: border })),
  );
  const all = [...PROTOCOLS.map((protocol) => ({ protocol, port: 1 })), ...borders];
  return [...new Map(all.map((port) => [`${port.protocol} ${port.port}`, port])).values()];
}
