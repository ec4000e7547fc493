/** What a service says about its health: a path, `tcp` to only connect, or `none`. */
export interface Health {
  /** Port of the probes. @default - the service's port */
  readonly port?: number | undefined;
  /** @default - as readiness */
  readonly startup?: string | undefined;
  readonly readiness: string;
  readonly liveness: string;
}

/** Seconds and counts, as Kubernetes has them. */
interface Timing {
  readonly periodSeconds: number;
  readonly timeoutSeconds: number;
  readonly failureThreshold: number;
}

/** Five minutes to start: a new node, a pull of the image, migrations of caches. */
const STARTUP: Timing = { periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 60 };
const READINESS: Timing = { periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 };
/** Slower than readiness: out of the Service first, restarted only when it does not come back. */
const LIVENESS: Timing = { periodSeconds: 20, timeoutSeconds: 5, failureThreshold: 5 };

function probe(how: string, port: number, timing: Timing): Record<string, unknown> | undefined {
  if (how === "none") return undefined;
  return { ...(how === "tcp" ? { tcpSocket: { port } } : { httpGet: { path: how, port } }), ...timing };
}

/** The Kubernetes probes of a service; none when it has no port to ask. */
export function probes(
  { port: own, startup, readiness, liveness }: Health,
  servicePort?: number,
): Record<string, unknown> {
  const port = own ?? servicePort;
  if (port === undefined) return {};
  const all = {
    startup: probe(startup ?? readiness, port, STARTUP),
    readiness: probe(readiness, port, READINESS),
    liveness: probe(liveness, port, LIVENESS),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}
