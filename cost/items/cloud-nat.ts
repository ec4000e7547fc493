import type { Item } from "../item";
import { nodes } from "../nodes";
import { internetPods } from "../pods";
import { rangeText } from "../quantity-text";
import { fixed, map, sum, times } from "../range";
import { MONTHLY_HOURS } from "../subject";

/** Google bills a gateway for no more nodes than these. */
const MAX_BILLED_NODES = 32;

/** The nodes' way to the internet. */
export const cloudNat: Item = {
  id: "cloud-nat",
  group: "Network",
  title: "Cloud NAT",
  resources: ["google_compute_router_nat", "google_compute_address"],
  charges: (subject) => {
    const { environment, usage } = subject;
    const { staticAddresses } = environment.network.nat;
    const billed = map(nodes(subject), (count) => Math.min(count, MAX_BILLED_NODES));
    const pods = internetPods(environment);
    const perPod = sum([usage.sentGibPerInternetPod, usage.receivedGibPerInternetPod]);
    return [
      {
        name: "gateway",
        sku: "nat-gateway",
        quantity: map(billed, (count) => count * MONTHLY_HOURS),
        assumption: `${rangeText(billed)} nodes (${usage.nodesPerVcpu.why}) × ${MONTHLY_HOURS} hours`,
      },
      {
        name: "data",
        sku: "nat-data",
        quantity: times(fixed(pods), perPod),
        assumption: `${pods} pods that reach the internet × ${rangeText(perPod)} GiB, both ways`,
      },
      {
        name: "addresses",
        sku: "nat-address",
        quantity: fixed(Math.max(1, staticAddresses) * MONTHLY_HOURS),
        assumption: staticAddresses > 0 ? `${staticAddresses} reserved` : "one that Google chooses",
      },
    ];
  },
};
