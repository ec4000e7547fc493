import type { Finding } from "../problem";
import type { Environment } from "../schema/environment";

/** Autoscalers have room between their bounds. */
export function* checkAutoscaling({ services }: Pick<Environment, "services">): Iterable<Finding> {
  for (const [service, { replicas, autoscaling }] of Object.entries(services)) {
    if (!autoscaling || replicas <= autoscaling.maxReplicas) continue;
    const expected = `at least replicas, which is ${replicas}`;
    const path = ["services", service, "autoscaling", "maxReplicas"];
    yield { path, got: autoscaling.maxReplicas, expected, fix: "raise it or lower replicas" };
  }
}
