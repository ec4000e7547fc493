import type { V1Node, V1Pod } from "@kubernetes/client-node";
import type { Demand } from "./demand";

type Room = Omit<Demand, "pods">;

const UNITS: Readonly<Record<string, number>> = { Ki: 1 / 1024, Mi: 1, Gi: 1024, Ti: 1024 ** 2, k: 1e3 / 2 ** 20 };

/** Any quantity that Kubernetes writes. */
function mebi(quantity = "0"): number {
  const [, amount, unit = ""] = /^([\d.]+)([A-Za-z]*)$/.exec(quantity) ?? [];
  const factors: Readonly<Record<string, number>> = { ...UNITS, "": 1 / 2 ** 20, M: 1e6 / 2 ** 20, G: 1e9 / 2 ** 20 };
  return Number(amount ?? 0) * (factors[unit] ?? 0);
}

function milli(quantity = "0"): number {
  return quantity.endsWith("m") ? Number(quantity.slice(0, -1)) : Number(quantity) * 1000;
}

/** Whether ordinary pods are placed there. */
function takesPods({ spec, status }: V1Node): boolean {
  const ready = status?.conditions?.some(({ type, status: is }) => type === "Ready" && is === "True");
  const closed = spec?.unschedulable || spec?.taints?.some(({ effect }) => effect !== "PreferNoSchedule");
  return ready === true && !closed;
}

function requested({ spec, status }: V1Pod): Room {
  if (status?.phase === "Succeeded" || status?.phase === "Failed") return { millicores: 0, mebibytes: 0 };
  const requests = (spec?.containers ?? []).map(({ resources }) => resources?.requests ?? {});
  return {
    millicores: requests.reduce((sum, { cpu }) => sum + milli(cpu), 0),
    mebibytes: requests.reduce((sum, { memory }) => sum + mebi(memory), 0),
  };
}

/** What the nodes that take pods have left beside those pods. */
export function freeRoom(nodes: readonly V1Node[], pods: readonly V1Pod[]): Room & { readonly nodes: number } {
  const usable = nodes.filter(takesPods);
  const names = new Set(usable.map(({ metadata }) => metadata!.name));
  const taken = pods.filter(({ spec }) => names.has(spec?.nodeName)).map(requested);
  const sum = (parts: readonly Room[], key: keyof Room) => parts.reduce((total, part) => total + part[key], 0);
  const offered = usable.map(({ status }) => ({
    millicores: milli(status?.allocatable?.cpu),
    mebibytes: mebi(status?.allocatable?.memory),
  }));
  return {
    nodes: usable.length,
    millicores: sum(offered, "millicores") - sum(taken, "millicores"),
    mebibytes: sum(offered, "mebibytes") - sum(taken, "mebibytes"),
  };
}
