import {
  NetworkPolicyV1,
  type NetworkPolicyV1SpecEgress,
  type NetworkPolicyV1SpecEgressTo,
  type NetworkPolicyV1SpecIngress,
} from "@cdktf/provider-kubernetes/lib/network-policy-v1";
import { Construct } from "constructs";
import { text } from "../shared/text";

/** The label by which a pod says what it uses; network policies select by it. */
export function usesLabel(dependency: string): string {
  return `flowmaestro.io/uses-${dependency}`;
}

/** Who is at the other end: an address range, or pods of the namespace. */
export type Peer = { readonly cidr: string } | { readonly podLabels: Readonly<Record<string, string>> };

/** Properties of {@link NetworkPolicies}. */
export interface NetworkPoliciesProps {
  /** Namespace it is in. */
  readonly namespace: string;
  /** PostgreSQL. */
  readonly database: Peer & { readonly port: number };
  /** Redis. */
  readonly redis: Peer & { readonly port: number };
  /** Ranges of our own network, which "the internet" does not mean. */
  readonly privateCidrs: readonly string[];
  /** Port of every service behind the load balancer, by its name. */
  readonly balanced: Readonly<Record<string, number>>;
  /** Port of the metrics of every service that has some, by its name. */
  readonly scraped: Readonly<Record<string, number>>;
}

type Rule = NetworkPolicyV1SpecEgress;
type Ends = NetworkPolicyV1SpecEgressTo[];
interface Port {
  readonly port: string;
  readonly protocol: string;
}

const EVERYWHERE = "0.0.0.0/0";
/** Networks of others, behind a VPN or a peering: https://datatracker.ietf.org/doc/html/rfc1918 */
const PRIVATE = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];
/** Link-local addresses: the metadata server, which hands out tokens. */
const LINK_LOCAL = "169.254.0.0/16";
/** https://cloud.google.com/load-balancing/docs/health-checks#fw-rule */
const GOOGLE_FRONT_ENDS = ["130.211.0.0/22", "35.191.0.0/16"];
/** Namespaces in which Google runs the collectors of managed Prometheus. */
const COLLECTORS = ["gmp-system", "gke-gmp-system"];
const METRICS_PORT = 9090; // of Temporal's chart
const TEMPORAL = { "app.kubernetes.io/instance": "temporal" };
const TEMPORAL_FRONTEND = { ...TEMPORAL, "app.kubernetes.io/component": "frontend" };
const TEMPORAL_PORT = 7233;

const tcp = (port: number): Port[] => [{ port: text(port), protocol: "TCP" }];
const pods = (matchLabels: Record<string, string>): Ends => [{ podSelector: { matchLabels } }];
const blocks = (...cidrs: readonly string[]): Ends => cidrs.map((cidr) => ({ ipBlock: { cidr } }));
const peer = (end: Peer): Ends => ("cidr" in end ? blocks(end.cidr) : pods(end.podLabels));

/**
 * Every flow of the application and no other: all is refused, then each policy lets one kind of pod do one thing.
 * https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export class NetworkPolicies extends Construct {
  /** All of them, for `dependsOn`. */
  readonly all: NetworkPolicyV1[] = [];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: NetworkPoliciesProps,
  ) {
    super(scope, id);
    const { database, redis, privateCidrs, balanced, scraped } = props;
    const https: Rule = {
      to: [{ ipBlock: { cidr: EVERYWHERE, except: [...new Set([...PRIVATE, ...privateCidrs, LINK_LOCAL])] } }],
      ports: tcp(443),
    };
    // Which of the two addresses depends on the cluster's version:
    // https://cloud.google.com/kubernetes-engine/docs/how-to/network-policy#network-policy-and-workload-identity
    const metadataServer: Rule[] = [
      { to: blocks("169.254.169.254/32"), ports: tcp(80) },
      { to: blocks("169.254.169.252/32"), ports: tcp(988) },
    ];

    this.policy("refuse_all", {}, { ingress: [], egress: [] });
    // To anywhere: DNS is a pod, a daemon on the node or neither, and an address range would leave pods out with Cilium,
    // https://github.com/cilium/cilium/issues/9209
    this.policy("dns", {}, { egress: [{ ports: [{ port: "53", protocol: "UDP" }, ...tcp(53)] }] });
    this.egress("database", [{ to: peer(database), ports: tcp(database.port) }]);
    this.egress("redis", [{ to: peer(redis), ports: tcp(redis.port) }]);
    this.egress("temporal", [{ to: pods(TEMPORAL_FRONTEND), ports: tcp(TEMPORAL_PORT) }]);
    this.egress("internet", [https]);
    // Google's APIs have public addresses, and a token from the metadata server opens them.
    this.egress("buckets", [...metadataServer, https]);

    // In a cluster of one's own they are pods of this namespace, which somebody must let in.
    if ("podLabels" in database) this.store("database", database.podLabels, database.port, { ...TEMPORAL });
    if ("podLabels" in redis) this.store("redis", redis.podLabels, redis.port);

    this.policy("temporal_frontend", TEMPORAL_FRONTEND, {
      ingress: [{ from: pods({ [usesLabel("temporal")]: "true" }), ports: tcp(TEMPORAL_PORT) }],
    });
    // Between its roles, and from its web interface and its namespace Job to its frontend.
    // One by one, since older Cilium ignores `endPort`: https://github.com/cilium/cilium/issues/28684
    const among = [6933, 6934, 6935, 6939, 7233, 7234, 7235, 7239].flatMap(tcp);
    this.policy("temporal_among_itself", TEMPORAL, {
      ingress: [{ from: pods(TEMPORAL), ports: among }],
      egress: [{ to: pods(TEMPORAL), ports: among }],
    });
    this.policy("temporal_database", TEMPORAL, { egress: [{ to: peer(database), ports: tcp(database.port) }] });
    this.collected("metrics", TEMPORAL, METRICS_PORT);
    for (const [service, port] of Object.entries(scraped)) {
      this.collected(`metrics_of_${service}`, { "app.kubernetes.io/instance": service }, port);
    }

    for (const [service, port] of Object.entries(balanced)) {
      this.policy(
        `balancer_to_${service}`,
        { "app.kubernetes.io/instance": service },
        {
          ingress: [{ from: blocks(...GOOGLE_FRONT_ENDS), ports: tcp(port) }],
        },
      );
    }
  }

  private collected(id: string, podLabels: Record<string, string>, port: number): void {
    const collectors = { key: "kubernetes.io/metadata.name", operator: "In", values: COLLECTORS };
    const from = [{ namespaceSelector: { matchExpressions: [collectors] } }];
    this.policy(id, podLabels, { ingress: [{ from, ports: tcp(port) }] });
  }

  private store(
    dependency: string,
    podLabels: Record<string, string>,
    port: number,
    alsoFrom?: Record<string, string>,
  ): void {
    const users = [{ [usesLabel(dependency)]: "true" }, ...(alsoFrom ? [alsoFrom] : [])];
    this.policy(`${dependency}_from_its_users`, podLabels, {
      ingress: [{ from: users.flatMap(pods), ports: tcp(port) }],
    });
  }

  private egress(dependency: string, egress: Rule[]): void {
    this.policy(`uses_${dependency}`, { [usesLabel(dependency)]: "true" }, { egress });
  }

  private policy(
    id: string,
    matchLabels: Record<string, string>,
    rules: { readonly ingress?: NetworkPolicyV1SpecIngress[]; readonly egress?: Rule[] },
  ): void {
    const policyTypes = [...(rules.ingress ? ["Ingress"] : []), ...(rules.egress ? ["Egress"] : [])];
    const policy = new NetworkPolicyV1(this, id, {
      metadata: { name: id.replaceAll("_", "-"), namespace: this.props.namespace },
      spec: { podSelector: Object.keys(matchLabels).length > 0 ? { matchLabels } : {}, policyTypes, ...rules },
    });
    this.all.push(policy);
  }
}
