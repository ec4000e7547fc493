import { join } from "node:path";
import { PatchStrategy, setHeaderOptions } from "@kubernetes/client-node";
import { NAMESPACE } from "../../../../stacks/fixed-names";
import { CommandError } from "../../../shared/command-error";
import { type Autoscaler, autoscalers } from "../../cluster/autoscalers";
import { type Cluster, connect } from "../../cluster/cluster";
import { requireTarget, targets } from "../../cluster/targets";
import { workloads } from "../../cluster/workloads";
import type { EnvironmentOptions } from "../../command";
import { type AnyEnvironment, type Context } from "../../context";
import { chosenEnvironment, environmentsFolder } from "../../environment";
import { EXIT_CODES } from "../../exit-code";
import { requireConsent } from "../../prompts";
import { excessConnections, keysFor, type Scale } from "./settings";

/** Options of `fmctl scale`; numbers of pods. */
export interface ScaleOptions extends EnvironmentOptions {
  readonly min?: number;
  readonly max?: number;
  readonly replicas?: number;
  readonly yes?: boolean;
}

/** What has one pod because it could not have two: a database's volume, a tool to look around with. */
const FIXED = ["temporal", "temporal-server-admintools", "migrations", "postgres", "redis"];

const MERGE = setHeaderOptions("Content-Type", PatchStrategy.MergePatch);

function usage(message: string): CommandError {
  return new CommandError(message, EXIT_CODES.usage);
}

async function scaleAutoscaler(cluster: Cluster, autoscaler: Autoscaler, options: ScaleOptions): Promise<Scale> {
  const { name, target, min: oldMin, max: oldMax } = autoscaler;
  if (options.replicas !== undefined)
    throw usage(`${target} has an autoscaler: use --min and --max, or both of one number.`);
  if (options.min === undefined && options.max === undefined) {
    throw usage(`${target} scales ${oldMin} to ${oldMax}; say how else with --min, --max or both.`);
  }
  const { min = oldMin, max = oldMax } = options;
  if (min > max)
    throw usage(`got at least ${min} and at most ${max} pods, expected the least first; raise --max or lower --min.`);
  const body = { spec: { minReplicas: min, maxReplicas: max } };
  await cluster.ask(`scale ${target}`, () =>
    cluster.autoscaling.patchNamespacedHorizontalPodAutoscaler({ namespace: NAMESPACE, name, body }, MERGE),
  );
  return { min, max };
}

async function scaleDeployment(cluster: Cluster, name: string, wanted: number, options: ScaleOptions): Promise<Scale> {
  const { replicas } = options;
  if (options.min !== undefined || options.max !== undefined) throw usage(`${name} has no autoscaler: use --replicas.`);
  if (replicas === undefined) throw usage(`${name} has ${wanted} pods; say how many else with --replicas.`);
  const body = { spec: { replicas } };
  await cluster.ask(`scale ${name}`, () =>
    cluster.apps.patchNamespacedDeploymentScale({ namespace: NAMESPACE, name, body }, MERGE),
  );
  return { min: replicas };
}

/** What the change would be, for the check of the connections. */
function intended({ min, max, replicas }: ScaleOptions, autoscaler: Autoscaler | undefined): Scale {
  return { min: replicas ?? min ?? autoscaler?.min ?? 1, max: max ?? autoscaler?.max };
}

async function agreeToExcess(context: Context, environment: AnyEnvironment, name: string, scale: Scale, yes = false) {
  const excess = excessConnections(environment, name, scale);
  if (!excess) return;
  const { wanted, accepted } = excess;
  const what =
    `Then all pods together could open ${wanted} connections, and the database accepts ${accepted}: it would refuse some ` +
    "when all are busy. Scale all the same?";
  await requireConsent(context.prompts, what, yes);
}

/** Changes how many pods a service has, past Terraform, and says how to keep it. */
export async function scale(context: Context, service: string, options: ScaleOptions): Promise<void> {
  const { terminal } = context;
  const environment = chosenEnvironment(context, options.environment);
  const scalable = targets(environment).filter(({ name }) => !FIXED.includes(name));
  const { name } = requireTarget(environment, service, scalable);
  const cluster = await connect(context, environment);
  const autoscaler = (await autoscalers(cluster)).find(({ target }) => target === name);
  const workload = (await workloads(cluster)).find((each) => each.name === name);
  if (!workload) throw new CommandError(`${name} is not deployed; \`fmctl deploy ${environment.name}\` does that.`);
  await agreeToExcess(context, environment, name, intended(options, autoscaler), options.yes);
  const done = autoscaler
    ? await scaleAutoscaler(cluster, autoscaler, options)
    : await scaleDeployment(cluster, name, workload.wanted, options);
  const before = autoscaler ? `${autoscaler.min} to ${autoscaler.max}` : `${workload.wanted}`;
  const after = done.max === undefined ? `${done.min}` : `${done.min} to ${done.max}`;
  terminal.say(`${name}: ${before} → ${after} pods`);
  const file = join(environmentsFolder(context), `${environment.name}.yaml`);
  terminal.say(`The next deployment that changes ${name} puts ${before} back. To keep it, say in ${file}:`);
  for (const key of keysFor(name, done)) terminal.say(`  ${key}`);
}
