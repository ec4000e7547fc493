import { setTimeout as sleep } from "node:timers/promises";
import { NAMESPACE } from "../../../stacks/fixed-names";
import { troubleText } from "../../deploy/failure";
import { type WatchedTrouble, Watcher } from "../../deploy/watch";
import { CommandError, Interrupted } from "../../shared/command-error";
import type { Context } from "../context";
import type { Cluster } from "./cluster";
import { type Workload, workloads } from "./workloads";

/** Later than the 600 s after which Kubernetes itself gives a rollout up, so that it says first what is wrong. */
const PATIENCE_MS = 660_000;
const LOOK_MS = 1500;

function stateText({ name, ready, wanted, current }: Workload): string {
  return `${name}: ${ready} of ${wanted} ready${current ? "" : ", rolling out"}`;
}

function tell({ terminal }: Pick<Context, "terminal">, trouble: WatchedTrouble): void {
  terminal.say(troubleText(trouble));
  for (const line of trouble.logLines) terminal.say(`    │ ${line}`);
}

/** Waits for the end of a rollout. Returns what does not come to one; nothing when all do. */
async function settled(
  { terminal, stop }: Pick<Context, "terminal" | "stop">,
  cluster: Cluster,
  names: readonly string[],
): Promise<Workload | undefined> {
  for (const start = Date.now(); ; await sleep(LOOK_MS)) {
    if (stop?.aborted) {
      throw new Interrupted("Stopped waiting. The rollout goes on in the cluster; `fmctl status` shows it.");
    }
    const all = (await workloads(cluster)).filter(({ name }) => names.includes(name));
    const open = all.filter(({ current, ready, wanted }) => !current || ready < wanted);
    if (open.length === 0) return undefined;
    const stuck = open.find(({ stuck: reason }) => reason !== undefined);
    if (stuck || Date.now() - start > PATIENCE_MS) return stuck ?? open[0];
    terminal.status(open.map(stateText).join("; "));
  }
}

/**
 * Waits until all pods of some workloads are of their newest version and serve, and says what goes wrong meanwhile.
 *
 * @param change what starts the rollout
 * @throws CommandError with what went wrong when it does not come to an end; Interrupted when somebody stops waiting
 */
export async function rollOut(
  context: Pick<Context, "terminal" | "stop">,
  cluster: Cluster,
  names: readonly string[],
  change: () => Promise<void>,
): Promise<void> {
  const told: WatchedTrouble[] = [];
  const concerns = ({ object }: WatchedTrouble) => names.some((name) => object.includes(`/${name}-`));
  const onTrouble = (trouble: WatchedTrouble) => {
    if (!concerns(trouble) || trouble.old) return;
    told.push(trouble);
    tell(context, trouble);
  };
  const watcher = new Watcher({ cluster, namespaces: [NAMESPACE], onTrouble });
  await watcher.start();
  let left: Workload | undefined;
  try {
    await change();
    left = await settled(context, cluster, names);
  } finally {
    // It looks once more, so that what went wrong last is told as well.
    await watcher.stop();
  }
  if (!left) return;
  const why = told.at(-1) ? troubleText(told.at(-1)!) : (left.stuck ?? "no reason was told");
  throw new CommandError(`${stateText(left)}; the old pods serve on. ${why}.`);
}
