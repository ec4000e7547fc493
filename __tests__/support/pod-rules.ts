import type { IContainer } from "kubernetes-models/v1/Container";
import type { IPodSpec } from "kubernetes-models/v1/PodSpec";

/** A rule for pods, with the places that break it. */
export interface PodRule {
  readonly sentence: string;
  readonly brokenBy: (pod: IPodSpec) => readonly string[];
}

const MI = 2 ** 20;
const GI = 2 ** 30;
const UNITS: Readonly<Record<string, number>> = { m: 0.001, "": 1, Ki: 2 ** 10, Mi: MI, Gi: GI };

const RESTRICTED_VOLUMES = [
  "configMap",
  "csi",
  "downwardAPI",
  "emptyDir",
  "ephemeral",
  "persistentVolumeClaim",
  "projected",
  "secret",
];

const SAFE_SYSCTLS = [
  "kernel.shm_rmid_forced",
  "net.ipv4.ip_local_port_range",
  "net.ipv4.ip_local_reserved_ports",
  "net.ipv4.ip_unprivileged_port_start",
  "net.ipv4.ping_group_range",
  "net.ipv4.tcp_fin_timeout",
  "net.ipv4.tcp_keepalive_intvl",
  "net.ipv4.tcp_keepalive_probes",
  "net.ipv4.tcp_keepalive_time",
  "net.ipv4.tcp_rmem",
  "net.ipv4.tcp_syncookies",
  "net.ipv4.tcp_wmem",
];

/** Kubernetes' restricted profile: https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted */
export const restrictedRules: readonly PodRule[] = [
  forPod("shares no namespace of its node", (pod) => !pod.hostNetwork && !pod.hostPID && !pod.hostIPC),
  forPod("mounts only volumes that lead nowhere else", (pod) =>
    (pod.volumes ?? []).every((volume) =>
      Object.keys(volume).every((key) => key === "name" || RESTRICTED_VOLUMES.includes(key)),
    ),
  ),
  forPod("sets only safe sysctls", (pod) =>
    (pod.securityContext?.sysctls ?? []).every(({ name }) => SAFE_SYSCTLS.includes(name)),
  ),
  forContainers("takes no port of its node", ({ ports }) => (ports ?? []).every(({ hostPort }) => !hostPort)),
  forContainers("probes no other host", (container) => handlersOf(container).every((handler) => !handler?.host)),
  forContainers("is not privileged", ({ securityContext }) => !securityContext?.privileged),
  forContainers(
    "gains no privilege later",
    ({ securityContext }) => securityContext?.allowPrivilegeEscalation === false,
  ),
  forContainers(
    "drops all capabilities",
    ({ securityContext }) => securityContext?.capabilities?.drop?.includes("ALL") === true,
  ),
  forContainers("adds no capability but that of low ports", ({ securityContext }) =>
    (securityContext?.capabilities?.add ?? []).every((capability) => capability === "NET_BIND_SERVICE"),
  ),
  forContainers(
    "masks /proc as usual",
    ({ securityContext }) => (securityContext?.procMount ?? "Default") === "Default",
  ),
  forContainers(
    "is declared not to run as root",
    ({ securityContext }, pod) => (securityContext?.runAsNonRoot ?? pod.securityContext?.runAsNonRoot) === true,
  ),
  forContainers("has its system calls filtered", ({ securityContext }, pod) =>
    ["RuntimeDefault", "Localhost"].includes(
      (securityContext?.seccompProfile ?? pod.securityContext?.seccompProfile)?.type ?? "",
    ),
  ),
];

/** What Autopilot would refuse or rewrite: https://cloud.google.com/kubernetes-engine/docs/concepts/autopilot-resource-requests */
export const autopilotRules: readonly PodRule[] = [
  forContainers("requests CPU, memory and disk", ({ resources }) =>
    ["cpu", "memory", "ephemeral-storage"].every((resource) => quantity(resources?.requests?.[resource]) > 0),
  ),
  forContainers("may use at least what it requests", ({ resources }) =>
    Object.entries(resources?.limits ?? {}).every(
      ([resource, limit]) => quantity(limit) >= quantity(resources?.requests?.[resource]),
    ),
  ),
  forPhases("requests at least 50m CPU and 52Mi", (cpu, memory) => cpu >= 0.05 && memory >= 52 * MI),
  forPhases(
    "requests between 1 and 6.5 GiB for each CPU",
    (cpu, memory) => memory >= cpu * GI && memory <= cpu * 6.5 * GI,
  ),
  forPhases("requests at most 30 CPU and 110Gi", (cpu, memory) => cpu <= 30 && memory <= 110 * GI),
  forPhases("requests at most 10Gi of disk", (_cpu, _memory, disk) => disk <= 10 * GI),
  forPod("ends within the ten minutes that GKE waits", (pod) => (pod.terminationGracePeriodSeconds ?? 30) <= 600),
];

/** What our own charts promise beyond that. */
export const houseRules: readonly PodRule[] = [
  forPod("mounts no token of the API server", (pod) => pod.automountServiceAccountToken === false),
  forPod("names its service account", (pod) => (pod.serviceAccountName ?? "default") !== "default"),
  forPod("learns of no service through variables", (pod) => pod.enableServiceLinks === false),
  forContainers(
    "names a user other than root",
    ({ securityContext }, pod) => (securityContext?.runAsUser ?? pod.securityContext?.runAsUser ?? 0) > 0,
  ),
  forContainers("cannot write to its image", ({ securityContext }) => securityContext?.readOnlyRootFilesystem === true),
  forContainers("runs an image of a fixed version", ({ image }) =>
    /(:(?!latest$)[\w][\w.-]*|@sha256:[0-9a-f]{64})$/.test(image ?? ""),
  ),
];

/** The rules that a pod breaks, each with its place. */
export function podViolations(
  pod: IPodSpec,
  rules: readonly PodRule[] = [...restrictedRules, ...autopilotRules, ...houseRules],
): string[] {
  return rules.flatMap(({ sentence, brokenBy }) => brokenBy(pod).map((place) => `${place}: ${sentence}`));
}

function forPod(sentence: string, holds: (pod: IPodSpec) => boolean): PodRule {
  return { sentence, brokenBy: (pod) => (holds(pod) ? [] : ["pod"]) };
}

function forContainers(sentence: string, holds: (container: IContainer, pod: IPodSpec) => boolean): PodRule {
  return {
    sentence,
    brokenBy: (pod) =>
      [...(pod.initContainers ?? []), ...pod.containers]
        .filter((container) => !holds(container, pod))
        .map(({ name }) => `container ${name}`),
  };
}

/** Autopilot counts what runs at the same time together: each init container alone, then all containers. */
function forPhases(sentence: string, holds: (cpu: number, memory: number, disk: number) => boolean): PodRule {
  const requested = (containers: readonly IContainer[], resource: string): number =>
    containers.reduce((sum, { resources }) => sum + quantity(resources?.requests?.[resource]), 0);
  return {
    sentence,
    brokenBy: (pod) =>
      [...(pod.initContainers ?? []).map((container) => [container]), pod.containers]
        .filter(
          (phase) => !holds(requested(phase, "cpu"), requested(phase, "memory"), requested(phase, "ephemeral-storage")),
        )
        .map((phase) => `containers ${phase.map(({ name }) => name).join(", ")}`),
  };
}

function handlersOf({
  startupProbe,
  readinessProbe,
  livenessProbe,
  lifecycle,
}: IContainer): ({ host?: string } | undefined)[] {
  return [startupProbe, readinessProbe, livenessProbe, lifecycle?.postStart, lifecycle?.preStop].flatMap((handler) => [
    handler?.httpGet,
    handler?.tcpSocket,
  ]);
}

/** A Kubernetes quantity as a number; 0 for none. */
function quantity(value: string | number | undefined): number {
  const [, number, unit] = /^([\d.]+)(m|Ki|Mi|Gi|)$/.exec(String(value ?? 0)) ?? [];
  return Number(number) * (UNITS[unit ?? ""] ?? Number.NaN);
}
