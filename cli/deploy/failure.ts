import { HELM_RELEASE } from "./adoptable";
import type { ClusterClient } from "./cluster";
import type { PlannedChange } from "./plan";
import type { Applied } from "./terraform";
import { type Diagnostic, diagnosticText } from "./terraform-events";
import type { WatchedTrouble, Watcher } from "./watch";

/** A Helm release that could not become healthy. */
export interface FailedRelease {
  readonly namespace: string;
  readonly name: string;
  /** The revision that serves now; nothing when none does. */
  readonly serving?: number | undefined;
}

/** Why an apply failed. */
export interface Failure {
  readonly stack: string;
  readonly releases: readonly FailedRelease[];
  /** What Kubernetes and the pods said, the most telling first. */
  readonly troubles: readonly WatchedTrouble[];
  /** Why the pods could not be looked at. @default - they could */
  readonly blind?: string | undefined;
  /** What Terraform said. */
  readonly errors: readonly string[];
  /** Addresses of what was being changed when Terraform itself was ended. */
  readonly unfinished: readonly string[];
  /** What to do next. */
  readonly next: string;
}

/** What was there to be seen while the apply failed. */
export interface FailedApply {
  readonly stack: string;
  readonly applied: Applied;
  readonly changes: readonly PlannedChange[];
  /** @default - the stack has nothing in a cluster */
  readonly cluster?: ClusterClient | undefined;
  readonly watcher?: Watcher | undefined;
}

const MAX_TROUBLES = 4;

/** One of several replicas, or of the pods that a job has tried, speaks for all. */
function withoutRepetitions(troubles: readonly WatchedTrouble[]): readonly WatchedTrouble[] {
  const seen = new Set<string>();
  return troubles.filter(({ sort, release, reason, message, log, logLines }) => {
    const key = JSON.stringify([sort, release, log ? [log.container, logLines] : [reason, message]]);
    return !seen.has(key) && seen.add(key);
  });
}

/** What stopped many resources alike, such as a service that is not enabled, is told once. */
function errorTexts(errors: readonly Diagnostic[]): readonly string[] {
  const alike = new Map<string, Diagnostic[]>();
  for (const error of errors) {
    const key = JSON.stringify([error.summary, error.detail]);
    alike.set(key, [...(alike.get(key) ?? []), error]);
  }
  return [...alike.values()].map(([first, ...others]) => {
    const more = others.length > 0 ? ` (and ${others.length} more, alike)` : "";
    return `${diagnosticText(first!)}${more}`;
  });
}

async function servingRevision(cluster: ClusterClient, namespace: string, name: string): Promise<number | undefined> {
  try {
    const revisions = await cluster.revisions(namespace, name);
    return revisions.find(({ status }) => status === "deployed")?.revision;
  } catch {
    // It is a remark beside the failure; that the cluster does not answer is told by Terraform.
    return undefined;
  }
}

function nextStep(releases: readonly FailedRelease[], cluster: ClusterClient | undefined): string {
  const [first] = releases;
  if (!first || !cluster) return "Correct what is said above, then run the same command again.";
  const { kubectl } = cluster.contextArguments;
  return `Correct what is said above, then run the same command again. More: kubectl ${kubectl} --namespace ${first.namespace} get events --sort-by .lastTimestamp`;
}

/** Puts together what Terraform, Kubernetes and the pods said. */
export async function explainFailure(failed: FailedApply): Promise<Failure> {
  const { stack, applied, changes, cluster, watcher } = failed;
  const addresses = new Set(applied.errors.map(({ address }) => address));
  const releases = await Promise.all(
    changes
      .filter(({ type, address }) => type === HELM_RELEASE && addresses.has(address))
      .map(async ({ object }) => {
        const { name = "?", namespace = "default" } = object ?? {};
        return { namespace, name, serving: cluster && (await servingRevision(cluster, namespace, name)) };
      }),
  );
  const troubles = releases.flatMap((release) => watcher?.told(release) ?? []);
  return {
    stack,
    releases,
    troubles: withoutRepetitions(troubles).slice(0, MAX_TROUBLES),
    blind: watcher?.blind,
    errors: errorTexts(applied.errors),
    unfinished: applied.unfinished,
    next: nextStep(releases, cluster),
  };
}

/** A trouble in one line, without the log. */
export function troubleText({ object, namespace, reason, message }: WatchedTrouble): string {
  return `${object} in ${namespace}: ${reason}: ${message}`;
}

function troubleLines(trouble: WatchedTrouble): readonly string[] {
  const log = trouble.logLines.map((line) => `    │ ${line}`);
  return [`  ${troubleText(trouble)}`, ...(log.length > 0 ? ["    its last lines:", ...log] : [])];
}

/** What it means that Terraform did not get to the end of something. */
export function unfinishedText(unfinished: readonly string[]): string {
  return `In the middle of: ${unfinished.join(", ")}. The next deploy looks at what they had made, and goes on there.`;
}

/** A failure for a person: the release, the pod and its reason, its last lines, what to do next. */
export function failureText({ stack, releases, troubles, blind, errors, unfinished, next }: Failure): string {
  const heads = releases.map(({ namespace, name, serving }) => {
    const now = serving === undefined ? "no revision of it is deployed" : `revision ${serving} serves as before`;
    return `${stack}: release ${namespace}/${name} failed; ${now}.`;
  });
  return [
    ...(heads.length > 0 ? heads : [`${stack}: the apply failed.`]),
    ...troubles.flatMap(troubleLines),
    ...(blind ? [`  The pods could not be looked at. ${blind}`] : []),
    ...errors.map((error) => `  Terraform: ${error}`),
    ...(unfinished.length > 0 ? [`  ${unfinishedText(unfinished)}`] : []),
    next,
  ].join("\n");
}
