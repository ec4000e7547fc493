import type { V1Job } from "@kubernetes/client-node";
import { NAMESPACE } from "../../../../stacks/fixed-names";
import { troubleText } from "../../../deploy/failure";
import { Watcher } from "../../../deploy/watch";
import { CommandError, Interrupted } from "../../../shared/command-error";
import { durationText } from "../../../shared/output";
import { type Cluster, connect } from "../../cluster/cluster";
import type { EnvironmentOptions } from "../../command";
import type { Context } from "../../context";
import { chosenEnvironment } from "../../environment";
import { Follower } from "../logs/follow";
import { linePrinter } from "../logs/print";
import { migrationJob } from "./migration-job";

const LOOK_MS = 1000;

function conditionOf({ status }: V1Job): "Complete" | "Failed" | undefined {
  const found = status?.conditions?.find(
    ({ type, status: is }) => ["Complete", "Failed"].includes(type) && is === "True",
  );
  return found?.type as "Complete" | "Failed" | undefined;
}

async function refuseSecond(cluster: Cluster, environment: string): Promise<void> {
  const labelSelector = "app.kubernetes.io/instance=migrations";
  const { items } = await cluster.ask("list jobs", () =>
    cluster.batch.listNamespacedJob({ namespace: NAMESPACE, labelSelector }),
  );
  const running = items.find((job) => conditionOf(job) === undefined);
  if (!running) return;
  const name = running.metadata!.name!;
  throw new CommandError(
    `The job ${name} migrates already; \`fmctl logs migrations -f -e ${environment}\` follows it.`,
  );
}

/** Tried once: a migration that fails is told at once. Everything else is what the release has. */
function again({ metadata, spec }: V1Job): V1Job {
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: { generateName: "migrations-again-", namespace: NAMESPACE, labels: { ...metadata?.labels } },
    spec: { ...spec!, backoffLimit: 0 },
  };
}

/** Waits for a job's end, with the log of its pods. */
async function followed(context: Context, cluster: Cluster, name: string): Promise<"Complete" | "Failed"> {
  const { terminal, stop } = context;
  let ended: "Complete" | "Failed" | undefined;
  const target = { name, release: "migrations", selector: `batch.kubernetes.io/job-name=${name}` };
  const print = linePrinter({ colors: terminal.colors, say: (text) => terminal.say(text) });
  const follower = new Follower(context, cluster, target, print).run({}, () => ended !== undefined);
  while (ended === undefined) {
    if (stop?.aborted) {
      await follower;
      throw new Interrupted(`Stopped looking. The job ${name} goes on: \`fmctl logs migrations -f\` follows it.`);
    }
    ended = conditionOf(
      await cluster.ask(`read job ${name}`, () => cluster.batch.readNamespacedJob({ namespace: NAMESPACE, name })),
    );
    if (ended === undefined) await context.wait(LOOK_MS);
  }
  await follower;
  return ended;
}

/** Runs the migrations of the deployed release once more. Those that are applied already change nothing. */
export async function migrate(context: Context, options: EnvironmentOptions): Promise<void> {
  const { terminal } = context;
  const environment = chosenEnvironment(context, options.environment);
  const cluster = await connect(context, environment);
  const { job, tag } = await migrationJob(cluster, environment.name);
  await refuseSecond(cluster, environment.name);
  const start = Date.now();
  const created = await cluster.ask("create a job", () =>
    cluster.batch.createNamespacedJob({ namespace: NAMESPACE, body: again(job) }),
  );
  const name = created.metadata!.name!;
  terminal.say(`job ${name}: the migrations of ${tag}`);
  const watcher = new Watcher({
    cluster,
    namespaces: [NAMESPACE],
    onTrouble: (trouble) => {
      // What the container has said is followed anyhow.
      if (trouble.object.startsWith(`pod/${name}-`) && trouble.sort !== "exit") terminal.say(troubleText(trouble));
    },
  });
  await watcher.start();
  try {
    const ended = await followed(context, cluster, name);
    if (ended === "Failed") {
      throw new CommandError(
        `The migration failed, as said above. What runs, runs on; correct it, build and \`fmctl deploy ${environment.name}\`, ` +
          `or run this again when the database was the reason.`,
      );
    }
    terminal.say(`migrated in ${durationText(Date.now() - start)}`);
  } finally {
    await watcher.stop();
  }
}
