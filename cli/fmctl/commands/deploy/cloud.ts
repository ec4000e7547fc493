import type { Environment } from "../../../../config/schema/environment";
import { Terraform } from "../../../deploy/terraform";
import { CommandError } from "../../../shared/command-error";
import type { Context } from "../../context";
import { sourceTag } from "../../images/ensure-images";
import { requireName } from "../../prompts";
import { chooseStacks } from "../../stacks/choose";
import { isGuarded } from "../../stacks/guarded";
import { type ChosenTag, chooseTag, noTag } from "../../stacks/image-tag";
import type { DeployFlags } from "./flags";
import { Deployment } from "./deployment";
import { orderOf } from "./order";
import { reportDocument, reportLines } from "./report";
import { answers } from "./smoke";
import type { Finding } from "../doctor/check";
import type { Steps } from "./steps";
import { until } from "../../stacks/until";
import { balancer, certificates, rollouts } from "./waits";

function findingText({ check, text, fix }: Finding): string {
  return `  ${check}: ${text}${fix === undefined ? "" : `; ${fix}`}`;
}

async function refuseObstacles(context: Context, environment: Environment, { preflight }: Steps): Promise<void> {
  const { terminal } = context;
  terminal.status("doctor: looking");
  const wrong = (await preflight(context, environment)).filter(({ verdict }) => verdict === "wrong");
  if (wrong.length === 0) return terminal.say("doctor: nothing is in the way");
  const advice = "Mend it, or go on in spite of it with --skip-doctor.";
  throw new CommandError(["Nothing was deployed, because of this:", ...wrong.map(findingText), advice].join("\n"));
}

/** What is to run gets built and pushed where there is a checkout to build from; otherwise it has to be there. */
async function readyImages(
  context: Context,
  environment: Environment,
  { tag }: ChosenTag,
  { skipImages, source }: DeployFlags,
  { ensureImages }: Steps,
): Promise<void> {
  await ensureImages(context, environment, { tag, source: skipImages ? undefined : source });
  context.terminal.say(`images: ${tag} is in the registry`);
}

/** Checks, stacks, images, releases, waits, answers, summary: the whole way to a running environment. */
export async function deployCloud(
  context: Context,
  environment: Environment,
  names: readonly string[],
  flags: DeployFlags,
  steps: Steps,
): Promise<void> {
  const { terminal, prompts, now } = context;
  const { name, project } = environment;
  const start = now().getTime();
  const { all, stacks } = await chooseStacks(context, environment, names);
  const { before, releases, after } = orderOf(stacks, all);
  const given = flags.imageTag ?? (flags.source && (await sourceTag(context, environment, flags.source)));
  const tag = releases.length > 0 ? await chooseTag(context, environment, releases, given) : undefined;
  if (releases.length > 0 && !tag) throw noTag(environment);

  if (!flags.skipDoctor) await refuseObstacles(context, environment, steps);
  const images = tag ? ` with the images ${tag.tag} (${tag.from})` : "";
  const what = `This deploys ${stacks.map(({ id }) => id).join(", ")} of ${name}, project ${project}${images}.`;
  if (isGuarded(environment)) await requireName(prompts, what, name, flags.confirm);
  else terminal.say(what);

  const deployment = new Deployment(context, environment, flags, tag);
  await deployment.deploy(before);
  if (releases.length > 0 && tag) await readyImages(context, environment, tag, flags, steps);
  await deployment.deploy(releases);
  await deployment.deploy(after);
  if (releases.length > 0) {
    const conditions = [rollouts, balancer, certificates].map((condition) => condition(context, environment));
    await until(context, [...conditions, answers(context, environment)], {
      minutes: flags.timeout,
      reached: "Everything is deployed",
      advice: `\`fmctl deploy ${name}\` goes on waiting; \`fmctl status ${name}\` shows how it is.`,
    });
  }

  const outputs: Record<string, unknown> = {};
  for (const { folder } of stacks)
    Object.assign(
      outputs,
      await new Terraform({ folder, binary: context.env.TERRAFORM_BINARY_NAME, env: context.env }).outputs(),
    );
  const { outcomes } = deployment;
  const report = { environment, outcomes, tag: tag?.tag, outputs, milliseconds: now().getTime() - start };
  terminal.result(reportDocument(report), reportLines(report));
}
