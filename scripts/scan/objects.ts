import { resourcesOf } from "../../__tests__/support/blocks";
import { helm, helmTemplate } from "../../__tests__/support/helm";
import { releases } from "../../__tests__/support/releases";
import type { Synthesized } from "../../__tests__/support/synth";
import { ScanError } from "./scan-error";
import { run } from "./tools";

/** Keys below these are names of somebody's own, which the provider writes as they are. */
const MAPS = ["match_labels", "labels", "annotations"];

function camelCase(key: string): string {
  return key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** A block of the Kubernetes provider as the API server gets it. */
export function asObject(value: unknown, isMap = false): unknown {
  if (Array.isArray(value)) return value.map((child) => asObject(child));
  if (typeof value === "string" && /^\d+$/.test(value)) return Number(value);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, child]) => [
    isMap ? key : camelCase(key),
    isMap ? (child as unknown) : asObject(child, MAPS.includes(key)),
  ]);
  return Object.fromEntries(entries) as unknown;
}

/** The network policies, without the namespace, which rendered charts do not name either. */
function policies({ stacks }: Synthesized): readonly object[] {
  const blocks = Object.values(stacks).flatMap((stack) => resourcesOf(stack, "kubernetes_network_policy_v1"));
  return blocks.map(({ metadata, spec }) => ({
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name: (metadata as { name: string }).name },
    spec: asObject(spec),
  }));
}

/** What our own charts and network policies put into the cluster of an environment. Temporal's chart is somebody else's. */
export function objectsOf(environment: string, synthesized: Synthesized): readonly object[] {
  if (run(helm, ["version"]).error) {
    throw new ScanError(
      "Charts cannot be rendered without helm: `go install helm.sh/helm/v3/cmd/helm@v3.19.5`, or name it in HELM.",
    );
  }
  const own = releases(environment).filter(({ chart }) => chart.startsWith("/"));
  return [...own.flatMap(({ name, chart, values }) => helmTemplate(chart, name, values)), ...policies(synthesized)];
}
