import type { CoreV1Event, V1ContainerState, V1ContainerStatus, V1Pod } from "@kubernetes/client-node";

/** Sorts of trouble, the most telling first. */
export const SORTS = ["exit", "image", "configuration", "creation", "scheduling", "volume", "job", "probe"] as const;

/** Why something that should run does not, in the words of Kubernetes. */
export interface Trouble {
  readonly sort: (typeof SORTS)[number];
  /** `pod/api-server-5d4f8`, `job/migrations-1a2b3c4d`. */
  readonly object: string;
  /** Kubernetes' word for it: `CrashLoopBackOff`. */
  readonly reason: string;
  readonly message: string;
  /** Helm release that it is part of, where its labels say so. */
  readonly release?: string | undefined;
  /** Where its log is. @default - nothing has run that could have one */
  readonly log?: { readonly pod: string; readonly container: string; readonly previous: boolean } | undefined;
  /** The end of the log as Kubernetes keeps it in the status, for when the log itself cannot be had. */
  readonly lastWords?: string | undefined;
}

type Told = Pick<Trouble, "sort" | "reason" | "message" | "log" | "lastWords">;

const IMAGE = ["ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull", "ImageInspectError"];
/** What a container waits for when all is well. */
const USUAL = ["ContainerCreating", "PodInitializing"];
/** At the start of a pod its first probes are expected to fail. */
const PROBE_FAILURES = 3;

function exitOf({ terminated }: V1ContainerState, { restartCount }: V1ContainerStatus): string | undefined {
  if (!terminated) return undefined;
  const times = restartCount > 0 ? `, ${restartCount + 1} times so far` : "";
  const memory = terminated.reason === "OOMKilled" ? "used more memory than its limit and was killed" : "";
  return `${memory || `exited with code ${terminated.exitCode}`}${times}`;
}

function containerTrouble(pod: string, status: V1ContainerStatus): Told | undefined {
  const { name: container, image, state = {}, lastState = {} } = status;
  const { waiting } = state;
  if (waiting?.reason && IMAGE.includes(waiting.reason)) {
    const said = waiting.message ?? "its registry does not have it or refuses to give it";
    return { sort: "image", reason: waiting.reason, message: `the image ${image} cannot be pulled: ${said}` };
  }
  // Of the two the state with the exit: a container in CrashLoopBackOff waits, and had ended before.
  const previous = !state.terminated;
  const ended = previous ? lastState : state;
  const looping = waiting?.reason === "CrashLoopBackOff";
  const exit = exitOf(ended, status);
  if (exit && (looping || ended.terminated!.exitCode !== 0)) {
    const memory = ended.terminated!.reason === "OOMKilled";
    const reason = memory ? "OOMKilled" : (waiting?.reason ?? ended.terminated!.reason ?? "Error");
    const lastWords = ended.terminated!.message;
    return { sort: "exit", reason, message: exit, log: { pod, container, previous }, lastWords };
  }
  if (waiting?.reason && !USUAL.includes(waiting.reason)) {
    return { sort: "configuration", reason: waiting.reason, message: waiting.message ?? "its container cannot start" };
  }
  return undefined;
}

/** The Helm release of something whose labels follow Kubernetes' recommendation, as all of our charts do. */
function releaseOf(labels: Readonly<Record<string, string>> = {}): string | undefined {
  return labels["app.kubernetes.io/instance"];
}

/** What a pod's own status tells. */
export function podTroubles({ metadata, status }: V1Pod): readonly Trouble[] {
  // A pod that is being deleted ends with an error as often as not; that is how it was asked to end.
  if (!metadata?.name || metadata.deletionTimestamp) return [];
  const { name } = metadata;
  const shared = { object: `pod/${name}`, release: releaseOf(metadata.labels) };
  const statuses = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
  const told: Told[] = statuses.flatMap((each) => containerTrouble(name, each) ?? []);
  const scheduled = status?.conditions?.find(({ type }) => type === "PodScheduled");
  if (scheduled?.status === "False" && scheduled.reason === "Unschedulable") {
    told.push({ sort: "scheduling", reason: "Unschedulable", message: scheduled.message ?? "no node takes it" });
  }
  if (status?.phase === "Failed" && status.reason) {
    told.push({ sort: "exit", reason: status.reason, message: status.message ?? "the pod was ended" });
  }
  return told.map((each) => ({ ...shared, ...each }));
}

/** Reasons of events that say more than a pod's status does, or are about something that never became a pod. */
const EVENTS: Readonly<Record<string, Trouble["sort"]>> = {
  FailedCreate: "creation",
  FailedScheduling: "scheduling",
  FailedMount: "volume",
  FailedAttachVolume: "volume",
  ProvisioningFailed: "volume",
  BackoffLimitExceeded: "job",
  DeadlineExceeded: "job",
  Unhealthy: "probe",
};

function timesOf({ count, series }: CoreV1Event): number {
  return series?.count ?? count ?? 1;
}

/**
 * What events tell: refusals by quotas and admission, volumes, jobs that gave up, probes. The event names its object
 * only, so the pods say which release that is part of.
 */
export function eventTroubles(events: readonly CoreV1Event[], pods: readonly V1Pod[]): readonly Trouble[] {
  const alive = new Map(pods.map((pod) => [pod.metadata?.name, pod]));
  return events.flatMap((event) => {
    const { kind = "", name = "", fieldPath } = event.involvedObject;
    const sort = EVENTS[event.reason ?? ""];
    const pod = kind === "Pod" ? alive.get(name) : undefined;
    if (!sort || (sort === "probe" && (timesOf(event) < PROBE_FAILURES || pod?.metadata?.deletionTimestamp))) return [];
    const container = /\{(.+)\}/.exec(fieldPath ?? "")?.[1];
    return {
      sort,
      object: `${kind.toLowerCase()}/${name}`,
      reason: event.reason!,
      message: `${(event.message ?? "").trim()}${timesOf(event) > 1 ? `, ${timesOf(event)} times so far` : ""}`,
      release: releaseOf(pod?.metadata?.labels),
      log: sort === "probe" && container ? { pod: name, container, previous: false } : undefined,
    };
  });
}
