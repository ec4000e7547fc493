import { previewStacks } from "../../../deploy/preview";
import { CommandError } from "../../../shared/command-error";
import type { AnyEnvironment, Context } from "../../context";
import { chosenEnvironment } from "../../environment";
import { NotWell } from "../../not-well";
import { type Chosen, chooseStacks } from "../../stacks/choose";
import { clustersOf } from "../../stacks/clusters";
import { type ChosenTag, chooseTag, noTag, runsImages } from "../../stacks/image-tag";
import { stackVariables } from "../../stacks/variables";
import type { PlanOptions } from "./flags";
import { lossesOf, planDocument, planLines } from "./report";

/** What would be done to each stack. */
async function previewed(context: Context, environment: AnyEnvironment, chosen: Chosen, tag: ChosenTag | undefined) {
  const { env, terminal, stop, kill } = context;
  const previews = await previewStacks({
    ...chosen,
    clusterOf: clustersOf(context, environment),
    obstacle: (stack) => (tag === undefined && runsImages(stack) ? noTag(environment).message : undefined),
    binary: env.TERRAFORM_BINARY_NAME,
    env: stackVariables(context, environment, tag),
    onProgress: (progress) => {
      if (progress.type === "step") terminal.status(`${progress.stack}: planning`);
      if (progress.type === "notice") terminal.say(progress.text);
    },
    stop,
    kill,
  });
  terminal.clear();
  return previews;
}

function tagLine(tag: ChosenTag | undefined): readonly string[] {
  return tag ? [`images with the tag ${tag.tag} (${tag.from})`] : [];
}

/** Shows what `fmctl deploy` would do. */
export async function plan(
  context: Context,
  name: string | undefined,
  names: readonly string[],
  { imageTag }: PlanOptions,
): Promise<void> {
  const { terminal } = context;
  const environment = chosenEnvironment(context, name);
  const chosen = await chooseStacks(context, environment, names);
  const releases = chosen.stacks.filter(runsImages);
  const tag = releases.length > 0 ? await chooseTag(context, environment, releases, imageTag) : undefined;
  const previews = await previewed(context, environment, chosen, tag);
  terminal.result(planDocument(environment.name, tag?.tag, previews), [
    ...tagLine(tag),
    ...planLines(previews, terminal),
  ]);
  const failed = [...previews].filter(([, { kind }]) => kind === "failed").map(([id]) => id);
  if (failed.length > 0) throw new CommandError(`${failed.join(" and ")} could not be planned, as said above.`);
  const losses = lossesOf(previews);
  if (losses.length > 0) {
    const what = losses.length === 1 ? "one resource that holds data" : `${losses.length} resources that hold data`;
    throw new NotWell(`This would delete or replace ${what}.`);
  }
}
