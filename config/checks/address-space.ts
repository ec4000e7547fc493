import { addressRange, prefixFor } from "../cidr";
import { podsAtMaximum, rolloutSurge } from "../pods";
import type { Finding } from "../problem";
import type { Environment } from "../schema/environment";

/** Nodes for what is not ours: system pods, jobs, and the nodes that an upgrade of the cluster adds for a while. */
const OTHER_NODES = 64;
/** The first and the last two: https://cloud.google.com/vpc/docs/subnets#unusable-ip-addresses-in-every-subnet */
const UNUSABLE_ADDRESSES = 4;
/** A node of 32 pods takes a /26: https://cloud.google.com/kubernetes-engine/docs/concepts/alias-ips#cluster_sizing */
const ADDRESSES_PER_NODE = 64;
/** Ours and GKE's own are a few dozen, but the range cannot grow while the cluster exists. */
const SERVICE_ADDRESSES = 256;
/** A /24 for each engine and region, with or without a standby: https://cloud.google.com/sql/docs/postgres/private-ip#allocated_ip_address_ranges */
const CLOUD_SQL_ADDRESSES = 256;
/** A /29, with or without a replica: https://cloud.google.com/memorystore/docs/redis/networking */
const REDIS_ADDRESSES = 8;

/** At worst, Autopilot gives every pod a node of its own. */
function nodesAtMost({ services, temporal }: Environment): number {
  const pods = [...Object.values(services).map(podsAtMaximum), ...Object.values(temporal.replicas)];
  return pods.reduce((sum, count) => sum + count + rolloutSurge(count), OTHER_NODES);
}

/** The network's ranges are large enough for the busiest moment; most of them can never grow. */
export function* checkAddressSpace(environment: Environment): Iterable<Finding> {
  const nodes = nodesAtMost(environment);
  const needs = {
    subnetCidr: [nodes + UNUSABLE_ADDRESSES, `one for each of ${nodes} nodes and ${UNUSABLE_ADDRESSES} unusable ones`],
    podCidr: [nodes * ADDRESSES_PER_NODE, `${ADDRESSES_PER_NODE} for each of ${nodes} nodes`],
    serviceCidr: [SERVICE_ADDRESSES, "for the Services of the cluster and of this project"],
    privateServicesCidr: [
      CLOUD_SQL_ADDRESSES + REDIS_ADDRESSES,
      `${CLOUD_SQL_ADDRESSES} (a /24) for Cloud SQL in this region and ${REDIS_ADDRESSES} (a /29) for Memorystore`,
    ],
  } as const;
  for (const key of Object.keys(needs) as (keyof typeof needs)[]) {
    const got = environment.network[key];
    const [addresses, why] = needs[key];
    if (addressRange(got).size >= addresses) continue;
    const fix = `make it a /${prefixFor(addresses)} or larger`;
    yield { path: ["network", key], got, expected: `at least ${addresses} addresses, ${why}`, fix };
  }
}
