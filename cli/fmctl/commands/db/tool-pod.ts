import type { V1Container, V1Job, V1Pod } from "@kubernetes/client-node";
import { NAMESPACE } from "../../../../stacks/fixed-names";
import { podTroubles } from "../../../deploy/troubles";
import { CommandError, Interrupted } from "../../../shared/command-error";
import type { Cluster } from "../../cluster/cluster";
import type { Context } from "../../context";
import type { MigrationJob } from "./migration-job";

/** Autopilot may have to make a node first. */
const START_MS = 300_000;
const LOOK_MS = 500;
/** An image that cannot be pulled is tried again by Kubernetes, for ever; these many looks are patience enough. */
const PATIENT_LOOKS = 6;
/** Kubernetes removes what a killed fmctl leaves behind. */
const TTL_SECONDS = 60;
/** Not that of the migrations, among whose pods and logs these do not belong. */
const NAME = "fmctl-db";

/** What to run in the cluster. */
export interface ToolRequest {
  /** What it is for, as part of the pod's name. */
  readonly purpose: string;
  /** In place of the migration's containers. The last one runs, those before it run first. */
  readonly containers: readonly V1Container[];
  /** After which it is ended, whatever it does. */
  readonly deadlineSeconds: number;
}

/** The job for a tool: the migration's pod, so that network policies and secrets let it in, with other commands. */
export function toolJob({ job }: MigrationJob, { purpose, containers, deadlineSeconds }: ToolRequest): V1Job {
  const template = job.spec!.template;
  const own = { "app.kubernetes.io/name": NAME, "app.kubernetes.io/instance": NAME };
  const labels = { ...template.metadata?.labels, ...own, "app.kubernetes.io/managed-by": "fmctl" };
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: { generateName: `db-${purpose}-`, namespace: NAMESPACE, labels },
    spec: {
      backoffLimit: 0,
      activeDeadlineSeconds: deadlineSeconds,
      ttlSecondsAfterFinished: TTL_SECONDS,
      template: {
        metadata: { labels },
        // A shell that sleeps and a relay have nothing to finish.
        spec: {
          ...template.spec!,
          terminationGracePeriodSeconds: 1,
          initContainers: containers.slice(0, -1),
          containers: containers.slice(-1),
        },
      },
    },
  };
}

async function remove(cluster: Cluster, name: string): Promise<void> {
  const request = { namespace: NAMESPACE, name, propagationPolicy: "Background", gracePeriodSeconds: 0 };
  await cluster.find(`delete job ${name}`, () => cluster.batch.deleteNamespacedJob(request));
}

/** Waits until a pod of the job is in one of some phases. */
async function podIn(context: Context, cluster: Cluster, job: string, phases: readonly string[]): Promise<V1Pod> {
  const { terminal, stop } = context;
  let troubled = 0;
  for (const start = Date.now(); ; await context.wait(LOOK_MS)) {
    if (stop?.aborted) throw new Interrupted();
    const [pod] = await cluster.pods(NAMESPACE, `batch.kubernetes.io/job-name=${job}`);
    const phase = pod?.status?.phase ?? "Pending";
    if (pod && phases.includes(phase)) return pod;
    const [trouble] = pod ? podTroubles(pod) : [];
    troubled = trouble && trouble.sort !== "scheduling" ? troubled + 1 : 0;
    const why = trouble ? `: ${trouble.reason}: ${trouble.message}` : "";
    if (troubled >= PATIENT_LOOKS || Date.now() - start > START_MS || (phase === "Failed" && !phases.includes(phase))) {
      throw new CommandError(`The pod of job ${job} does not run${why || `; it is ${phase}`}.`);
    }
    terminal.status(`waiting for a pod in the cluster${why || `, ${phase.toLowerCase()}`} …`);
  }
}

/**
 * Runs a tool in the cluster for as long as some work takes, and removes it afterwards, however that ends.
 *
 * @param phases in which the pod has to be before the work begins
 */
export async function withTool<T>(
  context: Context,
  cluster: Cluster,
  job: V1Job,
  phases: readonly string[],
  work: (pod: string) => Promise<T>,
): Promise<T> {
  const created = await cluster.ask("create a job", () =>
    cluster.batch.createNamespacedJob({ namespace: NAMESPACE, body: job }),
  );
  const name = created.metadata!.name!;
  try {
    const pod = await podIn(context, cluster, name, phases);
    context.terminal.clear();
    return await work(pod.metadata!.name!);
  } finally {
    await remove(cluster, name);
  }
}
