import { PatchStrategy, setHeaderOptions } from "@kubernetes/client-node";
import { NAMESPACE } from "../../../../stacks/fixed-names";
import { CommandError } from "../../../shared/command-error";
import { durationText } from "../../../shared/output";
import { type Cluster, connect } from "../../cluster/cluster";
import { rollOut } from "../../cluster/rollout";
import { requireTarget, targets } from "../../cluster/targets";
import { type Workload, workloads } from "../../cluster/workloads";
import type { EnvironmentOptions } from "../../command";
import type { Context } from "../../context";
import { chosenEnvironment } from "../../environment";

/** What `kubectl rollout restart` sets as well. Neither Helm nor Terraform looks at it. */
const ANNOTATION = "kubectl.kubernetes.io/restartedAt";

async function touch(cluster: Cluster, { kind, name }: Workload, now: Date): Promise<void> {
  const body = { spec: { template: { metadata: { annotations: { [ANNOTATION]: now.toISOString() } } } } };
  const request = { namespace: NAMESPACE, name, body };
  const options = setHeaderOptions("Content-Type", PatchStrategy.StrategicMergePatch);
  await cluster.ask(`restart ${name}`, () =>
    kind === "Deployment"
      ? cluster.apps.patchNamespacedDeployment(request, options)
      : cluster.apps.patchNamespacedStatefulSet(request, options),
  );
}

/** Restarts what belongs to a service, and waits until it serves. */
export async function restart(context: Context, service: string, options: EnvironmentOptions): Promise<void> {
  const { terminal } = context;
  const environment = chosenEnvironment(context, options.environment);
  // A job runs once: `fmctl db migrate`.
  const restartable = targets(environment).filter(({ name }) => name !== "migrations");
  const target = requireTarget(environment, service, restartable);
  const cluster = await connect(context, environment);
  const all = await workloads(cluster);
  const own =
    target.name === target.release
      ? all.filter(({ release }) => release === target.release)
      : all.filter(({ name }) => name === target.name);
  if (own.length === 0) {
    throw new CommandError(`${service} is not deployed; \`fmctl deploy ${environment.name}\` does that.`);
  }
  const start = Date.now();
  const names = own.map(({ name }) => name);
  await rollOut(context, cluster, names, async () => {
    for (const each of own) await touch(cluster, each, context.now());
    terminal.say(`restarting ${names.join(", ")}`);
  });
  terminal.say(`${names.join(", ")}: all pods are new and serve, after ${durationText(Date.now() - start)}`);
}
