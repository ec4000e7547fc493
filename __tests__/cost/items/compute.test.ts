import { gkeCluster } from "../../../cost/items/gke-cluster";
import { gkeServicePods, gkeTemporalPods } from "../../../cost/items/gke-pods";
import { both, charge, itemUsd, subject, usd } from "../subject";

const ONE_SERVICE = {
  services: {
    "temporal-worker": null,
    frontend: null,
    marketing: null,
    "api-server": { replicas: 3, autoscaling: { maxReplicas: 10 } },
  },
  hosts: { app: null, www: null, "@": null },
};

test("the fee for the cluster is free for the first one of a billing account", () => {
  // 730 hours × 0.10
  expect(itemUsd(gkeCluster)).toEqual({ low: 0, high: 73 });
});

test("a service's pods are the autoscaler's minimum and its maximum, by their requests", () => {
  // GIVEN 3 to 10 pods of 0.5 vCPU and 0.5 GiB, with 1 GiB of disk by the chart
  const of = subject(ONE_SERVICE);
  // THEN 3 × 0.5 × 730 × 0.0445 = 48.73, and so on
  expect(usd(gkeServicePods, "vCPU", of)).toEqual({ low: 48.73, high: 162.43 });
  expect(usd(gkeServicePods, "memory", of)).toEqual({ low: 5.39, high: 17.97 });
  expect(usd(gkeServicePods, "disk", of)).toEqual({ low: 0.12, high: 0.4 });
});

test("a service without an autoscaler has as many pods in every month", () => {
  const of = subject({ ...ONE_SERVICE, services: { ...ONE_SERVICE.services, "api-server": { autoscaling: null } } });
  expect(usd(gkeServicePods, "vCPU", of)).toEqual(both(48.73));
});

test("Temporal's pods are those of each role, the web interface and the admin tools", () => {
  // GIVEN 12 × 0.5 + 0.1 + 0.05 vCPU
  expect(charge(gkeTemporalPods, "vCPU").quantity).toEqual(both(6.15 * 730));
  expect(usd(gkeTemporalPods, "vCPU")).toEqual(both(199.78));
  expect(usd(gkeTemporalPods, "memory")).toEqual(both(22.23));
});

test("the web interface can be left out", () => {
  const { assumption } = charge(gkeTemporalPods, "vCPU", subject({ temporal: { replicas: { web: 0 } } }));
  expect(assumption).not.toContain("web");
});

test("Spot pods have a line and a price of their own; their disk costs the same", () => {
  // GIVEN
  const of = { ...subject(), spotServices: ["temporal-worker"] };
  // THEN 2 to 5 workers of 1 vCPU × 730 × 0.0133
  expect(usd(gkeServicePods, "vCPU, Spot", of)).toEqual({ low: 19.42, high: 48.55 });
  expect(charge(gkeServicePods, "disk, Spot", of).sku).toBe("gke-pod-storage");
  expect(charge(gkeServicePods, "vCPU", of).assumption).not.toContain("temporal-worker");
});
