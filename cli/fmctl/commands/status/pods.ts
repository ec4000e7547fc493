import type { V1Pod } from "@kubernetes/client-node";
import { NAMESPACE } from "../../../../stacks/fixed-names";
import { eventTroubles, podTroubles, type Trouble } from "../../../deploy/troubles";
import { ago, since } from "../../ago";
import { isDone, isReady } from "../../cluster/pods";
import type { Examine, Problem } from "./section";

/** Events are kept for an hour; what has mended itself since then is no trouble. */
const RECENT_MS = 10 * 60_000;

const INSTANCE = "app.kubernetes.io/instance";

/** What to do next, by the sort of trouble. */
function nextStep(sort: Trouble["sort"], release: string, environment: string): string {
  const service = `${release} -e ${environment}`;
  switch (sort) {
    case "exit":
      return `fmctl logs ${service} --previous; if a release brought it, fmctl rollback ${service}`;
    case "image":
      return `fmctl images list ${environment} shows what there is; fmctl rollback ${service} returns to one of them`;
    case "configuration":
      return `fmctl secrets verify -e ${environment}`;
    case "creation":
    case "scheduling":
      return `fmctl doctor ${environment}: quotas and free room`;
    case "volume":
      return "the volume or the Secret that it names has to be there";
    case "job":
    case "probe":
      return `fmctl logs ${service}`;
  }
}

function isOf(kind: string, { metadata }: V1Pod): boolean {
  return metadata?.ownerReferences?.some((owner) => owner.kind === kind) ?? false;
}

/** Whether a pod should serve and does not: a job's pod ends, and one that was evicted has a successor. */
function isWanting(pod: V1Pod): boolean {
  return !isReady(pod) && !isDone(pod) && pod.status?.phase !== "Failed" && !pod.metadata?.deletionTimestamp;
}

function stateOf(pod: V1Pod, troubles: readonly Trouble[]): string {
  if (pod.metadata?.deletionTimestamp) return "ending";
  if (isReady(pod)) return "ready";
  if (isDone(pod)) return "done";
  return troubles[0]?.reason ?? (pod.status?.phase === "Running" ? "starting" : (pod.status?.phase ?? "unknown"));
}

function restartsOf({ status }: V1Pod, now: Date): string {
  const statuses = status?.containerStatuses ?? [];
  const restarts = statuses.reduce((sum, { restartCount }) => sum + restartCount, 0);
  if (restarts === 0) return "";
  const last = statuses.map(({ lastState }) => lastState?.terminated?.finishedAt).find((each) => each);
  return `${restarts} restarts${last ? `, the last ${ago(new Date(last), now)}` : ""}`;
}

/** One of several replicas speaks for all. */
function grouped(troubles: readonly Trouble[], environment: string): readonly Problem[] {
  const groups = new Map<string, Trouble[]>();
  for (const trouble of troubles) {
    const key = JSON.stringify([trouble.release, trouble.reason, trouble.message]);
    groups.set(key, [...(groups.get(key) ?? []), trouble]);
  }
  return [...groups.values()].map(([first, ...others]) => {
    const { object, reason, message, sort, release } = first!;
    const more = others.length > 0 ? ` and ${others.length} more like it` : "";
    return { what: `${object}${more}: ${reason}: ${message}`, next: nextStep(sort, release ?? "SERVICE", environment) };
  });
}

/** Pods, and why those that are not ready are not. */
export const examinePods: Examine = async ({ environment, cluster, now }) => {
  const connected = await cluster();
  const [pods, events] = await Promise.all([connected.pods(NAMESPACE), connected.events(NAMESPACE)]);
  const wanting = pods.filter(isWanting);
  const objects = new Set(wanting.map(({ metadata }) => `pod/${metadata?.name}`));
  const recent = events.filter(({ lastTimestamp, eventTime, metadata }) => {
    const at = lastTimestamp ?? eventTime ?? metadata.creationTimestamp;
    return at !== undefined && now.valueOf() - new Date(at).valueOf() < RECENT_MS;
  });
  const byPod = new Map(pods.map((pod) => [pod, podTroubles(pod)]));
  const own = wanting.flatMap((pod) => byPod.get(pod) ?? []);
  const told = new Set(own.map(({ object }) => object));
  const fromEvents = eventTroubles(recent, wanting).filter(({ object }) => objects.has(object) && !told.has(object));
  // What could not even make a pod has none to ask.
  const creation = eventTroubles(recent, pods).filter(({ sort }) => sort === "creation");
  const explained = new Set([...told, ...fromEvents.map(({ object }) => object)]);
  const silent = wanting.filter((pod) => !explained.has(`pod/${pod.metadata?.name}`) && !isOf("Job", pod));
  const sorted = [...pods].sort((a, b) => a.metadata!.name!.localeCompare(b.metadata!.name!));
  const facts = sorted.map((pod) => {
    const { metadata, status, spec } = pod;
    const troubles = byPod.get(pod)!;
    return {
      name: metadata!.name!,
      release: metadata!.labels?.[INSTANCE] ?? null,
      state: stateOf(pod, troubles),
      ready: isReady(pod),
      restarts: (status?.containerStatuses ?? []).reduce((sum, { restartCount }) => sum + restartCount, 0),
      createdAt: metadata!.creationTimestamp,
      node: spec?.nodeName ?? null,
    };
  });
  const age = ({ metadata }: V1Pod) =>
    metadata?.creationTimestamp ? since(new Date(metadata.creationTimestamp), now) : "-";
  return {
    rows: sorted.map((pod, index) => [facts[index]!.name, facts[index]!.state, age(pod), restartsOf(pod, now)]),
    facts,
    problems: [
      ...grouped([...own, ...fromEvents, ...creation], environment.name),
      ...silent.map((pod) => ({
        what: `pod/${pod.metadata!.name}: not ready since it started ${age(pod)} ago`,
        next: `fmctl logs ${pod.metadata!.labels?.[INSTANCE] ?? "SERVICE"} -e ${environment.name}`,
      })),
    ],
    states: Object.fromEntries(
      facts.map(({ name, state, restarts }) => [name, `${state}${restarts ? `, ${restarts} restarts` : ""}`]),
    ),
  };
};
