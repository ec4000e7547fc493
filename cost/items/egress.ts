import type { Item } from "../item";
import { internetPods, podCount, servingPods, workloads } from "../pods";
import { rangeText } from "../quantity-text";
import { fixed, sum, times } from "../range";

/** Data that leaves the region or the zone. What goes to Google's APIs in the region is free. */
export const egress: Item = {
  id: "egress",
  group: "Network",
  title: "Network egress",
  resources: [],
  charges: ({ environment, usage }) => {
    const serving = times(fixed(servingPods(environment)), usage.responsesGibPerServingPod);
    const calling = times(fixed(internetPods(environment)), usage.sentGibPerInternetPod);
    const pods = podCount(workloads(environment));
    return [
      {
        name: "to the internet",
        sku: "egress-internet",
        quantity: sum([serving, calling]),
        assumption: `${rangeText(serving)} GiB to users, ${rangeText(calling)} GiB to APIs (${usage.sentGibPerInternetPod.why})`,
      },
      {
        name: "between zones",
        sku: "egress-zone",
        quantity: times(pods, usage.betweenZonesGibPerPod),
        assumption:
          `${rangeText(pods)} pods × ${rangeText(usage.betweenZonesGibPerPod)} GiB: ` + usage.betweenZonesGibPerPod.why,
      },
    ];
  },
};
