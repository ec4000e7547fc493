import type { Item } from "../item";
import { servingPods } from "../pods";
import { rangeText } from "../quantity-text";
import { fixed, times } from "../range";
import { MONTHLY_HOURS } from "../subject";

/** The load balancer that GKE makes for the Ingress, and its address. */
export const loadBalancer: Item = {
  id: "load-balancer",
  group: "Front door",
  title: "Load balancer",
  resources: ["google_compute_global_address"],
  charges: ({ environment, usage }) => {
    const pods = servingPods(environment);
    const { requestsGibPerServingPod: inbound, responsesGibPerServingPod: outbound } = usage;
    return [
      {
        name: "forwarding rules",
        sku: "load-balancer-rules",
        quantity: fixed(MONTHLY_HOURS),
        assumption: "one for HTTPS, one that redirects HTTP; up to five cost the same",
      },
      {
        name: "data in",
        sku: "load-balancer-inbound",
        quantity: times(fixed(pods), inbound),
        assumption: `${pods} serving pods × ${rangeText(inbound)} GiB: ${inbound.why}`,
      },
      {
        name: "data out",
        sku: "load-balancer-outbound",
        quantity: times(fixed(pods), outbound),
        assumption: `${pods} serving pods × ${rangeText(outbound)} GiB: ${outbound.why}`,
      },
      {
        name: "address",
        sku: "address-on-rule",
        quantity: fixed(MONTHLY_HOURS),
        assumption: "free while the load balancer has it",
      },
    ];
  },
};
