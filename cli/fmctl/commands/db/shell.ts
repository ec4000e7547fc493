import { Readable } from "node:stream";
import { Exec, type V1Status } from "@kubernetes/client-node";
import { DATABASES, NAMESPACE } from "../../../../stacks/fixed-names";
import { CommandError } from "../../../shared/command-error";
import { type Cluster, connect } from "../../cluster/cluster";
import { exitCodeOf } from "../../cluster/exec";
import { clusterFault } from "../../cluster/fault";
import { readyPod } from "../../cluster/pods";
import { webSocket } from "../../cluster/web-socket";
import type { EnvironmentOptions } from "../../command";
import { type Context, isLocal } from "../../context";
import { chosenEnvironment } from "../../environment";
import { migrationJob } from "./migration-job";
import { toolJob, withTool } from "./tool-pod";

/** Somebody may look for long; nobody for longer than that. */
const DEADLINE_SECONDS = 4 * 3600;

/** psql writes its history to the home folder, which is read-only in both places. */
const PSQL = ["env", "PSQL_HISTORY=/dev/null", "psql"];

interface Session {
  readonly pod: string;
  readonly container: string;
  readonly command: readonly string[];
}

/** Runs a program in a pod on this terminal, until one of both ends. Returns its exit code. */
async function interact(context: Context, cluster: Cluster, session: Session): Promise<number> {
  const { stdin, stdout, stderr } = context.console;
  const typed = stdin.isTTY === true && stdout.isTTY === true;
  // Without a terminal the input has an end, which not every cluster passes on: psql gets its own word for it.
  const input = typed ? stdin : Readable.from([`${await context.input()}\n\\q\n`]);
  let status: V1Status | undefined;
  context.endQuietly();
  if (typed) stdin.setRawMode(true);
  try {
    await new Promise<void>((resolve, reject) => {
      new Exec(cluster.config)
        .exec(
          NAMESPACE,
          session.pod,
          session.container,
          [...session.command],
          stdout,
          typed ? null : stderr,
          input,
          typed,
          (ended) => {
            status = ended;
          },
        )
        .then((made) => {
          const socket = webSocket(made);
          socket.on("close", () => resolve());
          socket.on("error", reject);
          context.stop?.addEventListener("abort", () => socket.close());
        }, reject);
    });
  } catch (error) {
    throw clusterFault(cluster.name, `run psql in ${session.pod}`, error);
  } finally {
    if (typed) stdin.setRawMode(false);
    // Otherwise the process waits for somebody to type.
    stdin.pause();
  }
  return status ? exitCodeOf(status) : 0;
}

/**
 * Opens psql. In one's own cluster in the database's pod, which trusts its own socket; in Google Cloud in a pod of the
 * migrations' image that lives as long as the session: Cloud SQL has a private address only, and there nobody needs to
 * know the password.
 */
export async function shell(context: Context, options: EnvironmentOptions): Promise<void> {
  const environment = chosenEnvironment(context, options.environment);
  const cluster = await connect(context, environment);
  const work = async (session: Session) => {
    const code = await interact(context, cluster, session);
    if (code !== 0) throw new CommandError(`psql ended with exit code ${code}.`);
  };
  if (isLocal(environment)) {
    const pod = await readyPod(cluster, "postgres", "app.kubernetes.io/instance=postgres");
    const login = ["-U", DATABASES.application, "-d", DATABASES.application];
    return work({ pod, container: "postgres", command: [...PSQL, ...login] });
  }
  const migration = await migrationJob(cluster, environment.name);
  const containers = [{ ...migration.psql, name: "shell", command: ["sleep", String(DEADLINE_SECONDS)] }];
  const job = toolJob(migration, { purpose: "shell", containers, deadlineSeconds: DEADLINE_SECONDS });
  await withTool(context, cluster, job, ["Running"], (pod) => work({ pod, container: "shell", command: PSQL }));
}
