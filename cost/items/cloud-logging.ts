import type { Item } from "../item";
import { nodes } from "../nodes";
import { podCount, servingPods, workloads } from "../pods";
import { quantityText, rangeText } from "../quantity-text";
import { fixed, sum, times } from "../range";

/** Logs of the pods, the database, the load balancer and the network. Keeping them for 30 days is included. */
export const cloudLogging: Item = {
  id: "cloud-logging",
  group: "Observability",
  title: "Cloud Logging",
  resources: ["google_compute_subnetwork", "google_logging_project_bucket_config"],
  charges: (subject) => {
    const { environment, usage } = subject;
    const { sampling } = environment.network.flowLogs;
    const pods = times(podCount(workloads(environment)), usage.logGibPerPod);
    const requests = times(fixed(servingPods(environment)), usage.millionRequestsPerServingPod);
    const balancer = times(requests, usage.logGibPerMillionRequests);
    const perNode = usage.flowLogGibPerNode;
    return [
      {
        name: "logs",
        sku: "log-volume",
        quantity: sum([pods, usage.logGibOfDatabase, balancer]),
        assumption:
          `pods ${rangeText(pods)} GiB, database ${rangeText(usage.logGibOfDatabase)}, ` +
          `load balancer ${rangeText(balancer)}; 50 a month are free`,
      },
      {
        name: "flow logs",
        sku: "log-network",
        quantity: times(nodes(subject), perNode, fixed(sampling)),
        assumption: `${rangeText(nodes(subject))} nodes × ${rangeText(perNode)} GiB × ${quantityText(sampling * 100)} % sampled`,
      },
    ];
  },
};
