import type { Item } from "../item";
import { rangeText } from "../quantity-text";
import { fixed } from "../range";

/** The zone of the domain, where it is managed here. */
export const cloudDns: Item = {
  id: "cloud-dns",
  group: "Front door",
  title: "Cloud DNS",
  resources: ["google_dns_managed_zone"],
  charges: ({ environment, usage: { millionDnsQueries } }) => {
    if (!environment.dns.managed) return [];
    return [
      { name: "zone", sku: "dns-zone", quantity: fixed(1), assumption: "the domain's" },
      {
        name: "queries",
        sku: "dns-queries",
        quantity: millionDnsQueries,
        assumption: `${rangeText(millionDnsQueries)} million`,
      },
    ];
  },
};
