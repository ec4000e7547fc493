import { Writable } from "node:stream";
import { Exec, type V1Status } from "@kubernetes/client-node";
import { NAMESPACE } from "../../../stacks/fixed-names";
import { CommandError } from "../../shared/command-error";
import type { Cluster } from "./cluster";
import { clusterFault } from "./fault";
import { webSocket } from "./web-socket";

/** A program in a container that runs. */
export interface ExecRequest {
  readonly pod: string;
  readonly container: string;
  readonly command: readonly string[];
}

class Collected extends Writable {
  text = "";

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString("utf8");
    done();
  }
}

/** Exit code of a program, as the cluster tells it. */
export function exitCodeOf({ status, details }: V1Status): number {
  if (status === "Success") return 0;
  return Number(details?.causes?.find(({ reason }) => reason === "ExitCode")?.message ?? 1);
}

/**
 * What a program in a container prints.
 *
 * @throws CommandError with the end of what it said when it fails
 */
export async function execute(cluster: Cluster, { pod, container, command }: ExecRequest): Promise<string> {
  const stdout = new Collected();
  const stderr = new Collected();
  const exec = new Exec(cluster.config);
  let ended: V1Status | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      exec
        .exec(NAMESPACE, pod, container, [...command], stdout, stderr, null, false, (status) => {
          ended = status;
        })
        .then((made) => {
          const socket = webSocket(made);
          socket.on("close", () => resolve());
          socket.on("error", reject);
        }, reject);
    });
  } catch (error) {
    throw clusterFault(cluster.name, `run ${command[0]} in ${pod}`, error);
  }
  if (ended && exitCodeOf(ended) === 0) return stdout.text;
  const said = stderr.text.trim().split("\n").at(-1) || ended?.message || "the connection was cut";
  throw new CommandError(`${command[0]} in pod ${pod} failed: ${said}`);
}
