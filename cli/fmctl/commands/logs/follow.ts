import { NAMESPACE } from "../../../../stacks/fixed-names";
import { CommandError } from "../../../shared/command-error";
import type { Cluster } from "../../cluster/cluster";
import type { Target } from "../../cluster/targets";
import type { Context } from "../../context";
import { type Container, containersOf } from "./containers";
import { type LogLine, type LogPart, readLog } from "./log-stream";

const LOOK_MS = 1500;

interface Followed {
  open: boolean;
  /** Nothing more will come. */
  done: boolean;
  /** When the last line was written. */
  last: string;
}

/** Follows the logs of a target: of the pods that are there, of those that come, and again when a connection is cut. */
export class Follower {
  private readonly followed = new Map<string, Followed>();
  private readonly reading: Promise<void>[] = [];
  private complaint: string | undefined;

  constructor(
    private readonly context: Pick<Context, "stop" | "wait" | "terminal">,
    private readonly cluster: Cluster,
    private readonly target: Target,
    private readonly onLine: (container: Container, line: LogLine) => void,
  ) {}

  /**
   * Follows until somebody stops it, or until everything has ended.
   *
   * @param start which part to begin with, of the containers that there are already
   * @param ended whether nothing runs any more; what it has said until then is read to its end
   */
  async run(start: Pick<LogPart, "tailLines" | "sinceSeconds">, ended = () => false): Promise<void> {
    const { stop, wait } = this.context;
    for (let first = true; !stop?.aborted; first = false) {
      const last = ended();
      await this.look(first ? start : {});
      if (last) break;
      await wait(LOOK_MS);
    }
    await Promise.all(this.reading);
  }

  /** A cluster that does not answer for a moment ends nothing. */
  private async look(start: Pick<LogPart, "tailLines" | "sinceSeconds">): Promise<void> {
    try {
      const pods = await this.cluster.pods(NAMESPACE, this.target.selector);
      for (const container of containersOf(pods)) this.follow(container, start);
      this.complaint = undefined;
    } catch (error) {
      this.complain(error);
    }
  }

  private complain(error: unknown): void {
    if (!(error instanceof CommandError)) throw error;
    if (this.complaint === error.message) return;
    this.complaint = error.message;
    this.context.terminal.complain(`${error.message} Trying again.`);
  }

  private follow(container: Container, start: Pick<LogPart, "tailLines" | "sinceSeconds">): void {
    const known = this.followed.get(container.key);
    if (known?.open || known?.done) return;
    const followed = known ?? { open: false, done: false, last: "" };
    this.followed.set(container.key, followed);
    followed.open = true;
    const { pod, name } = container;
    const part = { pod, container: name, follow: true, ...(followed.last ? { sinceTime: followed.last } : start) };
    const onLine = (line: LogLine) => {
      // After a reconnect Kubernetes begins with the second, not with the line.
      if (line.time !== "" && line.time <= followed.last) return;
      followed.last = line.time;
      this.onLine(container, line);
    };
    const read = readLog(this.cluster, part, onLine, this.context.stop).then(
      // What has ended says no more; where only the connection has, the next look opens it again.
      () => (followed.done = container.ended),
      (error: unknown) => this.complain(error),
    );
    this.reading.push(read.then(() => void (followed.open = false)));
  }
}
