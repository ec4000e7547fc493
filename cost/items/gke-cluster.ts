import type { Item } from "../item";
import { fixed } from "../range";
import { MONTHLY_HOURS } from "../subject";

/** The fee for the cluster itself, which Google forgives one cluster of a billing account. */
export const gkeCluster: Item = {
  id: "gke-cluster",
  group: "Compute",
  title: "GKE cluster",
  resources: ["google_container_cluster"],
  charges: () => [
    {
      name: "cluster fee",
      sku: "gke-cluster",
      quantity: fixed(MONTHLY_HOURS),
      assumption: "low: covered by the free tier; high: another cluster of the billing account uses that up",
    },
  ],
};
