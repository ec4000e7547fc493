import { relative } from "node:path";
import type { Environment } from "../../../../config/schema/environment";
import { destroyStacks } from "../../../deploy/deploy";
import type { Outcome } from "../../../deploy/progress";
import { readStack } from "../../../deploy/stack-json";
import { levels, type Stack } from "../../../deploy/synth";
import { Terraform } from "../../../deploy/terraform";
import { CommandError, Interrupted } from "../../../shared/command-error";
import { durationText } from "../../../shared/output";
import type { Context } from "../../context";
import { environmentsFolder } from "../../environment";
import { requireName } from "../../prompts";
import { chooseStacks } from "../../stacks/choose";
import { clustersOf } from "../../stacks/clusters";
import { displayFor } from "../../stacks/display";
import { until } from "../../stacks/until";
import { stackVariables } from "../../stacks/variables";
import { staleBackups } from "./backup";
import { balancerGone } from "./balancer-gone";
import { bucketLine, fullBuckets } from "./buckets";
import type { DestroyFlags } from "./flags";
import { protectionLines, protectionsDeployed, protectionsOfStack } from "./protections";
import { type KnownResource, resourcesOf } from "./state";

/** How long GKE may take to delete a load balancer. */
const BALANCER_MINUTES = 20;
/** Any tag will do: the variable has to have a value, and nothing is released. */
const NO_TAG = "none";

/** What a stack has made, as far as its state knows. */
interface Made {
  readonly stack: Stack;
  readonly resources: readonly KnownResource[];
}

async function madeBy(context: Context, stacks: readonly Stack[]): Promise<readonly Made[]> {
  const { env, terminal, stop, kill } = context;
  const made: Made[] = [];
  for (const stack of stacks) {
    terminal.status(`${stack.id}: looking what there is`);
    const terraform = new Terraform({ folder: stack.folder, binary: env.TERRAFORM_BINARY_NAME, env, stop, kill });
    await terraform.init();
    made.push({ stack, resources: resourcesOf(await terraform.pullState()) });
  }
  terminal.clear();
  return made.filter(({ resources }) => resources.length > 0);
}

/** @throws CommandError that names everything that stands against it, each with what to change */
async function refuseWhatHolds(context: Context, environment: Environment, made: readonly Made[]): Promise<void> {
  const { name, project } = environment;
  const resources = made.flatMap((each) => each.resources);
  const known = new Set(resources.map(({ address }) => address));
  const protections = [
    ...made
      .flatMap(({ stack }) => protectionsOfStack(readStack(stack.folder)))
      .filter((each) => known.has(each.address)),
    ...protectionsDeployed(resources),
  ];
  const file = relative(context.project, `${environmentsFolder(context)}/${name}.yaml`);
  const google = await context.google();
  const lines = [
    ...protectionLines(protections, { name, file }),
    ...(await fullBuckets(google, resources)).map(bucketLine),
    ...(await staleBackups(google, project, resources, context.now())),
  ];
  if (lines.length === 0) return;
  throw new CommandError([`${name} is not destroyed, because of this:`, ...lines].join("\n"));
}

async function destroyed(context: Context, environment: Environment, stacks: readonly Stack[]) {
  const { env, terminal, stop, kill } = context;
  const display = displayFor(terminal, stop);
  const ended = await destroyStacks({
    stacks,
    clusterOf: clustersOf(context, environment),
    onProgress: display.onProgress,
    binary: env.TERRAFORM_BINARY_NAME,
    env: stackVariables(context, environment, { tag: env.TF_VAR_image_tag ?? NO_TAG }),
    stop,
    kill,
  });
  await display.settled();
  const again = `What is gone stays gone; \`fmctl destroy ${environment.name}\` goes on from there.`;
  const idsOf = (...kinds: readonly Outcome["kind"][]) =>
    [...ended].filter(([, { kind }]) => kinds.includes(kind)).map(([id]) => id);
  if (idsOf("interrupted").length > 0 || stop?.aborted) throw new Interrupted(`Stopped. ${again}`);
  const failed = idsOf("failed", "stopped");
  if (failed.length > 0)
    throw new CommandError(`${failed.join(" and ")} could not be destroyed, as said above. ${again}`);
}

/** Releases, the load balancer that Google makes of them, cluster and data, the network; the other way round than made. */
export async function destroyCloud(context: Context, environment: Environment, flags: DestroyFlags): Promise<void> {
  const { terminal, prompts, now } = context;
  const { name, project } = environment;
  const start = now().getTime();
  const { all } = await chooseStacks(context, environment, []);
  const made = await madeBy(context, all);
  if (made.length === 0) {
    return terminal.result({ environment: name, destroyed: false }, [
      `Nothing to destroy: no state of ${name} knows of anything.`,
    ]);
  }
  await refuseWhatHolds(context, environment, made);
  const stacks = made.map(({ stack }) => stack);
  const ids = stacks.map(({ id }) => id);
  const count = made.reduce((sum, { resources }) => sum + resources.length, 0);
  const what = `This destroys ${count} resources of ${name}, project ${project}: ${[...ids].reverse().join(", ")}.`;
  await requireName(prompts, what, name, flags.confirm);

  const clusters = made.filter(({ resources }) => resources.some(({ type }) => type === "google_container_cluster"));
  for (const level of [...levels(stacks)].reverse()) {
    if (level.some((stack) => clusters.some((each) => each.stack === stack))) {
      await until(context, [balancerGone(context, environment)], {
        minutes: BALANCER_MINUTES,
        reached: "The releases are gone",
        advice: `\`fmctl destroy ${name}\` goes on waiting.`,
      });
    }
    await destroyed(context, environment, level);
  }
  terminal.result({ environment: name, destroyed: true, seconds: Math.round((now().getTime() - start) / 1000) }, [
    "",
    `${name} is destroyed: ${durationText(now().getTime() - start)}. Left are:`,
    "  - the backups of PostgreSQL, in Cloud SQL; they cost storage until you delete them",
    "  - the peering with Google's services, which goes by itself once nothing uses it",
    `  - the project ${project} with its enabled APIs, and the states`,
  ]);
}
