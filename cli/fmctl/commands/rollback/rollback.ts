import { deployStacks, type DeployOptions, type Proposal } from "../../../deploy/deploy";
import type { Progress } from "../../../deploy/progress";
import { readStack } from "../../../deploy/stack-json";
import { Terraform } from "../../../deploy/terraform";
import { teller } from "../../../local/tell";
import { CommandError, Interrupted } from "../../../shared/command-error";
import { ago } from "../../ago";
import { connect } from "../../cluster/cluster";
import { type Release, releaseHistory, serving } from "../../cluster/releases";
import type { EnvironmentOptions, JsonOptions } from "../../command";
import { type Agreement, agree } from "../../confirmation";
import type { AnyEnvironment, Context } from "../../context";
import { chosenEnvironment, requireService } from "../../environment";
import { table } from "../../table";
import { environmentStacks, runningTags } from "../../terraform/environment-stacks";
import { type Candidates, chosenRelease } from "./choose";
import { differences } from "./differences";
import { presences } from "./images";

/** Options of `fmctl rollback`. */
export interface RollbackOptions extends EnvironmentOptions, JsonOptions, Agreement {
  /** Revision. */
  readonly to?: number;
  readonly list?: boolean;
}

const STACK = "workloads";

async function candidatesFor(context: Context, environment: AnyEnvironment, service: string) {
  const cluster = await connect(context, environment);
  const all = await releaseHistory(cluster);
  const running = serving(all);
  const history = all.filter(({ name }) => name === service);
  const now = running.get(service);
  if (!now) {
    const state = history.length === 0 ? "is not deployed" : "has never been rolled out whole";
    throw new CommandError(`${service} ${state}; \`fmctl deploy ${environment.name}\` does that.`);
  }
  const presence = await presences(context, environment, cluster, history);
  const candidates: Candidates = { service, environment: environment.name, history, serving: now, presence };
  return { candidates, running };
}

function historyLines({ history, serving: now, presence }: Candidates, chosen: Release | undefined, at: Date) {
  const mark = (each: Release) => (each === now ? "runs" : each === chosen ? "back to" : "");
  return table([
    ["REVISION", "WHEN", "STATUS", "TAG", "IMAGE", "", "DESCRIPTION"],
    ...history.map((each) => [
      ...[String(each.revision), ago(each.at, at), each.status, each.tag ?? "-", presence.get(each)!, mark(each)],
      each.description.split("\n")[0]!.slice(0, 80),
    ]),
  ]);
}

function historyFacts({ history, serving: now, presence }: Candidates) {
  return history.map((each) => {
    const { revision, status, tag, at, description } = each;
    return { revision, at, status, tag, image: presence.get(each), runs: each === now, description };
  });
}

/** The stack with the service's release, and the release's address in it. */
async function stackOf(context: Context, environment: AnyEnvironment, service: string, tags: NodeJS.ProcessEnv) {
  const options = await environmentStacks(context, environment, tags);
  const stack = options.stacks.find(({ id }) => id === STACK)!;
  const releases = Object.entries(readStack(stack.folder).resource?.helm_release ?? {}) as [string, { name: string }][];
  const [id] = releases.find(([, { name }]) => name === service)!;
  return { options: { ...options, stacks: [stack] }, stack, address: `helm_release.${id}` };
}

/**
 * Refuses when this checkout is not what is deployed: the rollback would bring more than an image. A release that is not
 * in order is what a rollback is for.
 */
async function refuseDifference(
  { options, stack, address }: Awaited<ReturnType<typeof stackOf>>,
  { history, environment }: Candidates,
  tag: string,
): Promise<void> {
  const terraform = new Terraform({ ...options, folder: stack.folder });
  try {
    await terraform.init();
    const { changes } = await terraform.plan({ targets: [address] });
    const other = changes.filter((change) => change.address !== address || history[0]!.status === "deployed");
    if (other.length === 0) return;
    throw new CommandError(
      `This checkout is not what is deployed: without another image it would change already ` +
        `${other.map((change) => change.address).join(", ")}, and a rollback changes nothing else. Nothing was done. Check out ` +
        `the revision that is deployed, or deploy this one with the old images: \`fmctl deploy ${environment} --image-tag ${tag}\`.`,
    );
  } finally {
    terraform.discardPlan();
  }
}

/** Terraform warns of every plan with targets; that only one release changes is what was asked for. */
const TARGETING = /^(Resource targeting is in effect|Applied changes may be incomplete)/;

function withoutTargeting(tell: (progress: Progress) => void): (progress: Progress) => void {
  return (progress) => {
    const isWarning =
      progress.type === "terraform" &&
      progress.event.type === "diagnostic" &&
      TARGETING.test(progress.event.diagnostic.summary);
    if (!isWarning) tell(progress);
  };
}

async function apply(context: Context, options: DeployOptions, address: string): Promise<void> {
  const approve = ({ summary }: Proposal) => Promise.resolve(summary.lines.every((line) => line.includes(address)));
  const outcomes = await deployStacks({
    ...options,
    targets: [address],
    approve,
    onProgress: withoutTargeting(teller(context.terminal)),
  });
  const outcome = outcomes.get(STACK)!;
  switch (outcome.kind) {
    case "applied":
    case "unchanged":
      return;
    case "interrupted":
      throw new Interrupted(
        "Stopped. Running the same command again goes on from here; `fmctl status` shows what runs.",
      );
    case "declined":
      throw new CommandError("Nothing was done: what would change is other than a moment ago. Run it again.");
    case "stopped":
      throw outcome.error;
    case "skipped":
    case "failed":
      throw new CommandError("It could not be rolled back, as said above; what ran before runs still.");
  }
}

/** Returns a service to the image of an earlier release, through the same release machinery as a deployment. */
export async function rollback(context: Context, name: string, options: RollbackOptions): Promise<void> {
  const { terminal } = context;
  const environment = chosenEnvironment(context, options.environment);
  const service = requireService(environment, name);
  const { candidates, running } = await candidatesFor(context, environment, service);
  const { serving: now } = candidates;
  if (options.list) {
    terminal.result(historyFacts(candidates), historyLines(candidates, undefined, context.now()));
    return;
  }
  const target = chosenRelease(candidates, options.to);
  const tag = target.tag!;
  for (const line of historyLines(candidates, target, context.now())) terminal.say(line);
  const result = { environment: environment.name, service, from: now.tag, to: tag, revision: target.revision };
  if (tag === now.tag) {
    terminal.result({ ...result, changed: false }, [`\n${service} runs ${tag} already; there is nothing to change.`]);
    return;
  }
  const other = differences(target.values, now.values);
  if (other.length > 0)
    terminal.say(`\nThese stay as they are now, since the environment file says so: ${other.join(", ")}.`);
  terminal.say("\nMigrations are not undone: the database stays as the newest of them has left it.");

  const services = Object.keys(environment.services);
  terminal.status("looking whether anything else would change …");
  await refuseDifference(await stackOf(context, environment, service, runningTags(services, running)), candidates, tag);
  await agree(
    context,
    environment,
    `${service} goes back from ${now.tag} to ${tag} (revision ${target.revision}).`,
    options,
  );
  const tags = runningTags(services, new Map([...running, [service, target]]));
  const { options: work, address } = await stackOf(context, environment, service, tags);
  await apply(context, work, address);
  terminal.result({ ...result, changed: true }, [
    `\n${service} runs ${tag} again. The other services stay as they are.`,
    `To make it permanent: \`fmctl deploy ${environment.name} --image-tag ${tag}\` puts every service on ${tag}; a build that`,
    `mends ${now.tag} does it as well. Deploying ${now.tag} once more brings it back.`,
  ]);
}
