import type { Item } from "../item";
import { servingPods } from "../pods";
import { rangeText } from "../quantity-text";
import { fixed, times } from "../range";

/** The rate limit, and the rule that lets everybody else in. */
const OWN_RULES = 2;

/** The Cloud Armor policy in front of every backend. */
export const cloudArmor: Item = {
  id: "cloud-armor",
  group: "Front door",
  title: "Cloud Armor",
  resources: ["google_compute_security_policy"],
  charges: ({ environment, usage }) => {
    const ruleSets = environment.edge.armor.rules.length;
    const pods = servingPods(environment);
    const requests = usage.millionRequestsPerServingPod;
    return [
      { name: "policy", sku: "armor-policy", quantity: fixed(1), assumption: "one for all backends" },
      {
        name: "rules",
        sku: "armor-rule",
        quantity: fixed(ruleSets + OWN_RULES),
        assumption: `${ruleSets} rule sets, the rate limit and the default; a preview costs as much`,
      },
      {
        name: "requests",
        sku: "armor-requests",
        quantity: times(fixed(pods), requests),
        assumption: `${pods} serving pods × ${rangeText(requests)} million: ${requests.why}`,
      },
    ];
  },
};
