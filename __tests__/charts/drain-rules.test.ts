import { drainProblems } from "../support/drain-rules";
import type { Manifest } from "../support/helm";

const LABELS = { "app.kubernetes.io/instance": "api-server" };

const workload = (replicas?: number, annotations: Readonly<Record<string, string>> = {}): Manifest => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "api-server" },
  spec: {
    ...(replicas !== undefined && { replicas }),
    template: { metadata: { labels: LABELS, annotations }, spec: {} },
  },
});

const budget = (spec: object, name = "api-server"): Manifest => ({
  apiVersion: "policy/v1",
  kind: "PodDisruptionBudget",
  metadata: { name },
  spec: { selector: { matchLabels: LABELS }, ...spec },
});

const autoscaler: Manifest = {
  apiVersion: "autoscaling/v2",
  kind: "HorizontalPodAutoscaler",
  metadata: { name: "api-server-hpa" },
  spec: { scaleTargetRef: { kind: "Deployment", name: "api-server" }, minReplicas: 3 },
};

const refused = (replicas: number, is: string) =>
  `api-server has ${replicas} pods at least and the disruption budget api-server with ${is}, ` +
  "so none may ever be evicted; allow one";

const BAD: readonly (readonly [sentence: string, manifests: readonly Manifest[]])[] = [
  [refused(1, "minAvailable 1"), [workload(1), budget({ minAvailable: 1 })]],
  [refused(1, "minAvailable 1"), [workload(), budget({ minAvailable: 1 })]],
  [refused(3, "minAvailable 3"), [workload(), autoscaler, budget({ minAvailable: 3 })]],
  [refused(2, "minAvailable 51%"), [workload(2), budget({ minAvailable: "51%" })]],
  [refused(3, "maxUnavailable 0"), [workload(3), budget({ maxUnavailable: 0 })]],
  [refused(3, "maxUnavailable 0%"), [workload(3), budget({ maxUnavailable: "0%" })]],
  [
    "the disruption budget api-server guards nothing",
    [workload(2), budget({ maxUnavailable: 1, selector: { matchLabels: { app: "api" } } })],
  ],
  [
    "api-server has the disruption budgets api-server and mine, and a pod with two cannot be evicted",
    [workload(2), budget({ maxUnavailable: 1 }), budget({ maxUnavailable: 1 }, "mine")],
  ],
  [
    'api-server has cluster-autoscaler.kubernetes.io/safe-to-evict: "false"',
    [workload(2, { "cluster-autoscaler.kubernetes.io/safe-to-evict": "false" })],
  ],
];

describe("a drain of a node", () => {
  test.each(BAD)("is blocked, which is told: %s", (sentence, manifests) => {
    expect(drainProblems(manifests)).toEqual([sentence]);
  });

  test.each([
    ["one pod that may be away", [workload(1), budget({ maxUnavailable: 1 })]],
    ["a percentage that is rounded up to one pod", [workload(1), budget({ maxUnavailable: "10%" })]],
    ["one pod more than must be there", [workload(), autoscaler, budget({ minAvailable: 2 })]],
    ["a workload without a budget", [workload(1)]],
  ])("is not blocked by %s", (_, manifests) => {
    expect(drainProblems(manifests)).toEqual([]);
  });
});
