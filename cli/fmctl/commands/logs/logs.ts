import { NAMESPACE } from "../../../../stacks/fixed-names";
import { CommandError, Interrupted } from "../../../shared/command-error";
import { type Cluster, connect } from "../../cluster/cluster";
import { requireTarget, type Target } from "../../cluster/targets";
import type { EnvironmentOptions } from "../../command";
import type { Context } from "../../context";
import { chosenEnvironment } from "../../environment";
import { EXIT_CODES } from "../../exit-code";
import { type Container, containersOf } from "./containers";
import { Follower } from "./follow";
import { type LogLine, readLog } from "./log-stream";
import { linePrinter } from "./print";

/** Options of `fmctl logs`. */
export interface LogsOptions extends EnvironmentOptions {
  readonly follow?: boolean;
  readonly previous?: boolean;
  /** Lines. */
  readonly tail?: number;
  /** Seconds. */
  readonly since?: number;
}

const DEFAULT_LINES = 100;

interface Said {
  readonly container: Container;
  readonly line: LogLine;
}

async function everything(
  cluster: Cluster,
  containers: readonly Container[],
  part: { readonly previous: boolean; readonly tailLines?: number; readonly sinceSeconds?: number },
  stop?: AbortSignal,
): Promise<readonly Said[]> {
  const said = await Promise.all(
    containers.map(async (container) => {
      const lines: Said[] = [];
      const { pod, name } = container;
      await readLog(cluster, { pod, container: name, ...part }, (line) => lines.push({ container, line }), stop);
      return lines;
    }),
  );
  return said.flat().sort((a, b) => (a.line.time < b.line.time ? -1 : Number(a.line.time > b.line.time)));
}

function nothingToShow({ name }: Target, pods: number, previous: boolean): string {
  if (pods === 0) return `${name} has no pod, so there is no log; \`fmctl status\` says what runs.`;
  if (previous) return `No container of ${name} has been restarted, so there is nothing before that.`;
  return `No container of ${name} has started yet; \`fmctl status\` says why.`;
}

/** Shows the logs of a service. */
export async function logs(context: Context, service: string, options: LogsOptions): Promise<void> {
  const { terminal, stop } = context;
  const environment = chosenEnvironment(context, options.environment);
  const target = requireTarget(environment, service);
  const { follow = false, previous = false, since } = options;
  if (follow && previous) {
    throw new CommandError(
      "--follow and --previous exclude each other: what has ended says no more.",
      EXIT_CODES.usage,
    );
  }
  const tailLines = options.tail ?? (since === undefined ? DEFAULT_LINES : undefined);
  const part = { ...(tailLines !== undefined && { tailLines }), ...(since !== undefined && { sinceSeconds: since }) };
  const cluster = await connect(context, environment);
  const print = linePrinter({ colors: terminal.colors, say: (text) => terminal.say(text) });
  if (follow) {
    context.endQuietly();
    await new Follower(context, cluster, target, print).run(part);
    return;
  }
  const pods = await cluster.pods(NAMESPACE, target.selector);
  const containers = containersOf(pods).filter(({ restarts }) => !previous || restarts > 0);
  if (containers.length === 0) throw new CommandError(nothingToShow(target, pods.length, previous));
  for (const { container, line } of await everything(cluster, containers, { previous, ...part }, stop)) {
    print(container, line);
  }
  if (stop?.aborted) throw new Interrupted();
}
