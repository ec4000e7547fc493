import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest, type RequestOptions } from "node:https";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { ApiException } from "@kubernetes/client-node";
import { NAMESPACE } from "../../../../stacks/fixed-names";
import type { Cluster } from "../../cluster/cluster";
import { clusterFault } from "../../cluster/fault";

/** Which part of which log. */
export interface LogPart {
  readonly pod: string;
  readonly container: string;
  readonly follow?: boolean | undefined;
  readonly previous?: boolean | undefined;
  readonly tailLines?: number | undefined;
  readonly sinceSeconds?: number | undefined;
  /** Kubernetes rounds it down to the second. */
  readonly sinceTime?: string | undefined;
}

/** A line, and when it was written: RFC 3339 with nine digits behind the second, so that texts compare as times do. */
export interface LogLine {
  readonly time: string;
  readonly text: string;
}

const KEEP_ALIVE_MS = 30_000;
const NANOSECONDS = 9;

/** The line that Kubernetes sends when it is asked for timestamps, which have as many digits as they need. */
export function parseLine(line: string): LogLine {
  const [, second, fraction = "", rest = ""] = /^(\S+?T[\d:]+)(?:\.(\d+))?(?:Z|\+00:00) ?(.*)$/s.exec(line) ?? [];
  if (second === undefined) return { time: "", text: line };
  return { time: `${second}.${fraction.padEnd(NANOSECONDS, "0")}Z`, text: rest };
}

/**
 * Opens a log. The client library's own stream does not tell when its connection is cut, which a log that is followed
 * has to know. https://github.com/kubernetes-client/javascript/blob/v1.4.0/src/log.ts
 */
async function open(cluster: Cluster, part: LogPart, signal: AbortSignal | undefined): Promise<IncomingMessage> {
  const { pod, container, ...options } = part;
  const url = new URL(`${cluster.config.getCurrentCluster()!.server}/api/v1/namespaces/${NAMESPACE}/pods/${pod}/log`);
  const query = { container, timestamps: true, ...options };
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  const requestOptions: RequestOptions = { signal };
  await cluster.config.applyToHTTPSOptions(requestOptions);
  const send = url.protocol === "https:" ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const request = send(url, requestOptions, resolve);
    request.on("error", reject);
    request.setSocketKeepAlive(true, KEEP_ALIVE_MS);
    request.end();
  });
}

/**
 * Reads a log to its end, which for one that is followed is the end of its container or of the connection.
 *
 * @throws ClusterError when it cannot be read; not when somebody stopped it
 */
export async function readLog(
  cluster: Cluster,
  part: LogPart,
  onLine: (line: LogLine) => void,
  signal?: AbortSignal,
): Promise<void> {
  const what = `read the log of ${part.pod}`;
  try {
    const response = await open(cluster, part, signal);
    const { statusCode = 0 } = response;
    if (statusCode !== 200) throw new ApiException(statusCode, what, await text(response), {});
    const lines = createInterface({ input: response, crlfDelay: Infinity });
    await new Promise<void>((resolve, reject) => {
      lines.on("line", (line) => onLine(parseLine(line)));
      lines.on("close", resolve);
      lines.on("error", reject);
    });
  } catch (error) {
    if (!signal?.aborted) throw clusterFault(cluster.name, what, error);
  }
}
