import { collectedSeries, googleSeries } from "./prometheus";

/** Which pods. */
export interface PodScope {
  /** Name of the cluster. */
  readonly clusterName: string;
  readonly namespace: string;
}

/** What PromQL says about the pods of a namespace. */
export interface PodQueries {
  /** By container. `window` such as `15m`. */
  readonly restarts: (window: string) => string;
  /** 1 for every pod that is pending. */
  readonly pending: string;
  /** How many are pending or failed. */
  readonly notRunning: string;
}

/** @see https://cloud.google.com/monitoring/api/metrics_kubernetes and https://cloud.google.com/kubernetes-engine/docs/how-to/kube-state-metrics */
export function podQueries({ clusterName, namespace }: PodScope): PodQueries {
  const containers = { cluster_name: clusterName, namespace_name: namespace };
  // Collected by Google's own kube-state-metrics, which the cluster's monitoring component POD brings.
  const phase = (wanted: string | { readonly like: string }) =>
    collectedSeries("kube_pod_status_phase", { cluster: clusterName, namespace, phase: wanted });
  const restarts = googleSeries("kubernetes.io/container/restart_count", "k8s_container", containers);
  return {
    restarts: (window) => `sum by (pod_name, container_name) (increase(${restarts}[${window}]))`,
    pending: `max by (pod) (${phase("Pending")})`,
    notRunning: `sum(${phase({ like: "Pending|Failed|Unknown" })})`,
  };
}
