import type { BilledPod } from "../autopilot";
import type { Charge, Item } from "../item";
import { podTotal, type Workload, workloads } from "../pods";
import { quantityText, rangeText } from "../quantity-text";
import { map } from "../range";
import type { SkuId } from "../sku-ids";
import { MONTHLY_HOURS, type Subject } from "../subject";

const RESOURCES = {
  vCPU: { of: ({ vcpu }: BilledPod) => vcpu, sku: "gke-pod-vcpu", spotSku: "gke-spot-pod-vcpu", unit: "vCPU" },
  memory: {
    of: ({ memoryGib }: BilledPod) => memoryGib,
    sku: "gke-pod-memory",
    spotSku: "gke-spot-pod-memory",
    unit: "GiB",
  },
  // A Spot pod's disk costs what any pod's does.
  disk: {
    of: ({ storageGib }: BilledPod) => storageGib,
    sku: "gke-pod-storage",
    spotSku: "gke-pod-storage",
    unit: "GiB",
  },
} as const;

function charges(pods: readonly Workload[], spot: boolean): readonly Charge[] {
  if (pods.length === 0) return [];
  return Object.entries(RESOURCES).map(([resource, { of, sku, spotSku, unit }]) => {
    const terms = pods.map(({ name, pods: count, pod }) => {
      return `${name.replace(/^Temporal /, "")} ${rangeText(count)} × ${quantityText(of(pod))}`;
    });
    return {
      name: spot ? `${resource}, Spot` : resource,
      sku: (spot ? spotSku : sku) as SkuId,
      quantity: map(podTotal(pods, of), (total) => total * MONTHLY_HOURS),
      assumption: `${terms.join(", ")} ${unit}, for ${MONTHLY_HOURS} hours`,
    };
  });
}

function podsOf(part: Workload["part"], { environment, spotServices = [] }: Subject): readonly Charge[] {
  const all = workloads(environment).filter((workload) => workload.part === part);
  const isSpot = ({ name }: Workload) => part === "service" && spotServices.includes(name);
  return [
    ...charges(
      all.filter((each) => !isSpot(each)),
      false,
    ),
    ...charges(all.filter(isSpot), true),
  ];
}

/** The application's pods: the autoscalers at their minimum all month, and at their maximum all month. */
export const gkeServicePods: Item = {
  id: "gke-service-pods",
  group: "Compute",
  title: "GKE Autopilot pods: services",
  resources: ["helm_release"],
  charges: (subject) => podsOf("service", subject),
};

/** Temporal's pods. */
export const gkeTemporalPods: Item = {
  id: "gke-temporal-pods",
  group: "Compute",
  title: "GKE Autopilot pods: Temporal",
  resources: ["helm_release"],
  charges: (subject) => podsOf("temporal", subject),
};
