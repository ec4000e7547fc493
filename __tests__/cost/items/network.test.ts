import { cloudArmor } from "../../../cost/items/cloud-armor";
import { cloudDns } from "../../../cost/items/cloud-dns";
import { cloudNat } from "../../../cost/items/cloud-nat";
import { egress } from "../../../cost/items/egress";
import { loadBalancer } from "../../../cost/items/load-balancer";
import { both, charge, itemUsd, subject, usd, used } from "../subject";

test("the load balancer costs its rules and the data of 3 + 3 + 2 serving pods", () => {
  // GIVEN
  const of = subject({}, { requestsGibPerServingPod: used(10), responsesGibPerServingPod: used(50) });
  // THEN 730 × 0.025, 8 × 10 × 0.008 and 8 × 50 × 0.008
  expect(usd(loadBalancer, "forwarding rules", of)).toEqual(both(18.25));
  expect(usd(loadBalancer, "data in", of)).toEqual(both(0.64));
  expect(usd(loadBalancer, "data out", of)).toEqual(both(3.2));
  expect(usd(loadBalancer, "address", of)).toEqual(both(0));
});

test("a service with two hosts serves once", () => {
  // GIVEN marketing answers for www and for the domain itself
  const of = subject({}, { responsesGibPerServingPod: used(1) });
  expect(charge(loadBalancer, "data out", of).quantity).toEqual(both(8));
});

test("Cloud Armor costs a policy, a rule for each rule set and two more, and its requests", () => {
  // GIVEN 8 rule sets, and 8 serving pods with a million requests each
  const of = subject({}, { millionRequestsPerServingPod: used(1) });
  expect(usd(cloudArmor, "policy", of)).toEqual(both(5));
  expect(usd(cloudArmor, "rules", of)).toEqual(both(10));
  expect(usd(cloudArmor, "requests", of)).toEqual(both(6));
});

test("a zone is paid for where it is managed here", () => {
  expect(itemUsd(cloudDns)).toBeUndefined();
  // 0.20 and 2 million × 0.40
  const of = subject({ dns: { managed: true } }, { millionDnsQueries: used(2) });
  expect(itemUsd(cloudDns, of)).toEqual(both(1));
});

describe("Cloud NAT", () => {
  test("costs by the node, three of them at least, by the GiB and by the address", () => {
    // GIVEN a node for each vCPU: 10.15 at the least (4 of the services, 6.15 of Temporal), 17.65 at the most
    const usage = { nodesPerVcpu: used(1), sentGibPerInternetPod: used(1), receivedGibPerInternetPod: used(9) };
    const of = subject({ network: { nat: { staticAddresses: 2 } } }, usage);
    // THEN 11 and 18 nodes × 730 × 0.0014, 5 pods × 10 GiB × 0.045, 2 × 730 × 0.005
    expect(charge(cloudNat, "gateway", of).quantity).toEqual({ low: 11 * 730, high: 18 * 730 });
    expect(usd(cloudNat, "gateway", of)).toEqual({ low: 11.24, high: 18.4 });
    expect(usd(cloudNat, "data", of)).toEqual(both(2.25));
    expect(usd(cloudNat, "addresses", of)).toEqual(both(7.3));
  });

  test("has one address when Google chooses, and a node in each of three zones", () => {
    expect(usd(cloudNat, "addresses")).toEqual(both(3.65));
    expect(charge(cloudNat, "gateway", subject({}, { nodesPerVcpu: used(0.01) })).quantity).toEqual(both(3 * 730));
  });

  test("costs no more from 32 nodes on", () => {
    expect(charge(cloudNat, "gateway", subject({}, { nodesPerVcpu: used(10) })).quantity).toEqual(both(32 * 730));
  });
});

test("egress is what goes to users, to other APIs, and from zone to zone", () => {
  // GIVEN 8 serving and 5 calling pods, and 24 to 44 pods in all
  const usage = { responsesGibPerServingPod: used(10), sentGibPerInternetPod: used(4), betweenZonesGibPerPod: used(5) };
  const of = subject({}, usage);
  // THEN (80 + 20) × 0.12, and 24 and 44 × 5 × 0.01
  expect(usd(egress, "to the internet", of)).toEqual(both(12));
  expect(usd(egress, "between zones", of)).toEqual({ low: 1.2, high: 2.2 });
});
