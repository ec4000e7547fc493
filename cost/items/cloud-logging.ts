import type { Item } from "../item";
import { nodes } from "../nodes";
import { podCount, servingPods, workloads } from "../pods";
import { quantityText, rangeText } from "../quantity-text";
import { fixed, sum, times } from "../range";
import { MONTHLY_DAYS } from "../subject";

/** How long it costs nothing. */
const FREE_RETENTION_DAYS = 30;

/** Logs of the pods, the database, the load balancer and the network. */
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
    const logs = sum([pods, usage.logGibOfDatabase, balancer]);
    const perNode = usage.flowLogGibPerNode;
    const { retentionDays } = environment.observability.logs;
    const paidMonths = Math.max(0, retentionDays - FREE_RETENTION_DAYS) / MONTHLY_DAYS;
    return [
      {
        name: "logs",
        sku: "log-volume",
        quantity: logs,
        assumption:
          `pods ${rangeText(pods)} GiB, database ${rangeText(usage.logGibOfDatabase)}, ` +
          `load balancer ${rangeText(balancer)}; 50 a month are free`,
      },
      {
        name: "kept longer",
        sku: "log-retention",
        quantity: times(logs, fixed(paidMonths)),
        assumption: `for ${retentionDays} days, of which ${FREE_RETENTION_DAYS} are free`,
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
