import { setTimeout as sleep } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import type { CoreV1Event, V1Pod } from "@kubernetes/client-node";
import type { ClusterClient } from "./cluster";
import { eventTroubles, podTroubles, SORTS, type Trouble } from "./troubles";

/** A trouble and what the container said before it. */
export interface WatchedTrouble extends Trouble {
  readonly namespace: string;
  /** The last lines of the application's own log, as it wrote them: nothing of it is left out. */
  readonly logLines: readonly string[];
  /** Whether its pod was there before the apply. */
  readonly old: boolean;
  /** How many looks in a row or not have seen it. */
  readonly sightings: number;
}

/** What to watch. */
export interface WatchOptions {
  readonly cluster: Pick<ClusterClient, "pods" | "events" | "log">;
  readonly namespaces: readonly string[];
  /** Called once for each thing that goes wrong, as soon as that is sure. @default - nobody follows */
  readonly onTrouble?: ((trouble: WatchedTrouble) => void) | undefined;
  /** @default - 2000 */
  readonly intervalMs?: number | undefined;
}

const INTERVAL_MS = 2000;
/** After how many sightings a trouble is one: a secret that the node has not fetched yet mends itself. */
const SURE: Record<Trouble["sort"], number> = {
  exit: 1,
  job: 1,
  image: 2,
  configuration: 2,
  creation: 2,
  scheduling: 2,
  volume: 2,
  probe: 2,
};
const LOG_LINES = 15;

interface Seen {
  readonly pods: readonly V1Pod[];
  readonly events: readonly CoreV1Event[];
}

/** An event that happens again keeps its id and counts. */
function eventKey({ metadata, count, series, lastTimestamp }: CoreV1Event): string {
  return [metadata.uid, count, series?.count, lastTimestamp?.valueOf()].join(" ");
}

/**
 * Looks at the pods and events of some namespaces while Terraform applies, and remembers what went wrong: an atomic
 * release takes its failed pods away with it. It asks every few seconds instead of watching, since a list needs no
 * reconnecting and no resuming.
 */
export class Watcher {
  private readonly troubles = new Map<string, WatchedTrouble>();
  private readonly oldPods = new Set<string>();
  private readonly oldEvents = new Set<string>();
  private readonly stopping = new AbortController();
  private loop: Promise<void> = Promise.resolve();
  private lastError: unknown;

  constructor(private readonly options: WatchOptions) {}

  /** Why the namespaces could not be looked at the last time; nothing when they could. */
  get blind(): string | undefined {
    return this.lastError instanceof Error ? this.lastError.message : undefined;
  }

  /** Notes what is there already, then looks until {@link stop}. */
  async start(): Promise<void> {
    for (const namespace of this.options.namespaces) {
      const { pods, events } = (await this.look(namespace)) ?? { pods: [], events: [] };
      for (const { metadata } of pods) this.oldPods.add(metadata!.uid!);
      for (const event of events) this.oldEvents.add(eventKey(event));
    }
    this.loop = this.untilStopped();
  }

  /** Looks once more and ends. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.loop;
    await this.lookEverywhere();
  }

  /** What went wrong, the most telling first; of one release, or of all where it names none of it. */
  told(release?: { readonly namespace: string; readonly name: string }): readonly WatchedTrouble[] {
    const rank = ({ sort, old }: WatchedTrouble) => SORTS.indexOf(sort) + (old ? SORTS.length : 0);
    const all = [...this.troubles.values()].reverse().sort((a, b) => rank(a) - rank(b));
    return release === undefined ? all : all.filter((trouble) => belongsTo(trouble, release));
  }

  private async untilStopped(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await this.lookEverywhere();
      await sleep(this.options.intervalMs ?? INTERVAL_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  private async lookEverywhere(): Promise<void> {
    for (const namespace of this.options.namespaces) {
      const seen = await this.look(namespace);
      if (seen) await this.remember(namespace, seen);
    }
  }

  /** A cluster that does not answer for a moment must not end an apply that goes on without it. */
  private async look(namespace: string): Promise<Seen | undefined> {
    const { cluster } = this.options;
    try {
      const [pods, events] = await Promise.all([cluster.pods(namespace), cluster.events(namespace)]);
      this.lastError = undefined;
      return { pods, events };
    } catch (error) {
      this.lastError = error;
      return undefined;
    }
  }

  private async remember(namespace: string, { pods, events }: Seen): Promise<void> {
    const news = events.filter((event) => !this.oldEvents.has(eventKey(event)));
    const old = new Set(
      pods.filter(({ metadata }) => this.oldPods.has(metadata!.uid!)).map(({ metadata }) => `pod/${metadata!.name}`),
    );
    for (const trouble of [...eventTroubles(news, pods), ...pods.flatMap(podTroubles)]) {
      const key = [namespace, trouble.object, trouble.sort, trouble.log?.container].join(" ");
      const known = this.troubles.get(key);
      const same = known?.message === trouble.message && known.reason === trouble.reason;
      const logLines = same ? [] : await this.logOf(namespace, trouble);
      const watched: WatchedTrouble = {
        ...trouble,
        release: trouble.release ?? known?.release,
        namespace,
        logLines: logLines.length > 0 ? logLines : (known?.logLines ?? []),
        old: old.has(trouble.object),
        sightings: (known?.sightings ?? 0) + 1,
      };
      // Set anew, so that the newest is last.
      this.troubles.delete(key);
      this.troubles.set(key, watched);
      if (watched.sightings === SURE[trouble.sort]) this.options.onTrouble?.(watched);
    }
  }

  private async logOf(namespace: string, { log, lastWords }: Trouble): Promise<readonly string[]> {
    if (!log) return [];
    const text = await this.options.cluster.log({ namespace, ...log, lines: LOG_LINES });
    return stripVTControlCharacters(text.trim() || lastWords?.trim() || "")
      .split("\n")
      .filter((line) => line !== "")
      .slice(-LOG_LINES);
  }
}

/** Whatever creates pods is named after its release, and has no label in an event. */
function belongsTo(
  { namespace, release, object }: WatchedTrouble,
  wanted: { readonly namespace: string; readonly name: string },
): boolean {
  if (namespace !== wanted.namespace) return false;
  if (release !== undefined) return release === wanted.name;
  const name = object.slice(object.indexOf("/") + 1);
  return name === wanted.name || name.startsWith(`${wanted.name}-`);
}
