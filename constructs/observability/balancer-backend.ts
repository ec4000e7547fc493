import type { Labels } from "./prometheus";

/** Characters that GKE leaves for namespace, service and port: ingress-gce, `maxNEGDescriptiveLabel`. */
const DESCRIPTIVE_LENGTH = 36;

/**
 * GKE's way to make names short enough, longer ones losing more:
 * https://github.com/kubernetes/ingress-gce/blob/master/pkg/utils/namer/utils.go
 */
function trimmedEvenly(fields: readonly string[], max: number): readonly string[] {
  const total = fields.reduce((sum, { length }) => sum + length, 0);
  if (total <= max) return fields;
  const lengths = fields.map(({ length }) => length - Math.floor((length * (total - max)) / total) - 1);
  const left = max - lengths.reduce((sum, length) => sum + length, 0);
  return fields.map((field, index) => field.slice(0, lengths[index]! + (index < left ? 1 : 0)));
}

/**
 * A pattern for the name of the backend that GKE's Ingress makes for a port of a service:
 * `k8s1-CLUSTER-NAMESPACE-SERVICE-PORT-HASH`, of which only the cluster's id and the hash are not known before.
 * https://github.com/kubernetes/ingress-gce/blob/master/pkg/utils/namer/namer.go
 */
export function backendPattern(namespace: string, service: string, port: number): string {
  const [space, name, number] = trimmedEvenly([namespace, service, String(port)], DESCRIPTIVE_LENGTH);
  return `k8s1-[0-9a-f]{8}-${space}-${name}-${number}-[0-9a-f]{8}`;
}

/** Resource type of what GKE's Ingress makes: a load balancer for HTTP(S), the classic one. */
export const BALANCER = "https_lb_rule";

/** The requests for a backend. */
export function backendLabels(pattern: string): Labels {
  return { backend_target_name: { like: pattern } };
}
