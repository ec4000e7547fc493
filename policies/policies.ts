import { ACCESS_POLICIES } from "./access";
import { CLUSTER_POLICIES } from "./cluster";
import { DATA_POLICIES } from "./data";
import { KUBERNETES_POLICIES } from "./kubernetes";
import { NETWORK_POLICIES } from "./network";
import { OBSERVABILITY_POLICIES } from "./observability";
import type { Policy } from "./policy";
import { SQL_POLICIES } from "./sql";

/** Every policy by what it is about, in the order in which stacks are deployed. */
export const POLICIES_BY_SUBJECT: Readonly<Record<string, readonly Policy[]>> = {
  Network: NETWORK_POLICIES,
  Data: DATA_POLICIES,
  PostgreSQL: SQL_POLICIES,
  Cluster: CLUSTER_POLICIES,
  Access: ACCESS_POLICIES,
  Kubernetes: KUBERNETES_POLICIES,
  Observability: OBSERVABILITY_POLICIES,
};

/** Every policy. */
export const POLICIES: readonly Policy[] = Object.values(POLICIES_BY_SUBJECT).flat();

/** The policies that somebody may mean with `identifier`, which is an id or what others call the demand. */
export function policiesCalled(identifier: string): readonly Policy[] {
  return POLICIES.filter(({ id, alike = [] }) => id === identifier || alike.includes(identifier));
}
