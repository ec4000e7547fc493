import { AppsV1Api } from "@kubernetes/client-node";
import { NAMESPACE } from "../../../stacks/fixed-names";
import { readStack } from "../../deploy/stack-json";
import type { Stack } from "../../deploy/synth";
import { reasonOf } from "../../deploy/kubernetes-client";
import { Records } from "../../local/record";
import { CommandError } from "../../shared/command-error";
import { type ClusterConnection, NoCluster } from "../cluster/connection";
import { type AnyEnvironment, type Context, isLocal } from "../context";
import type { Tags } from "./variables";

const VARIABLE = "image_tag";
/** Builds of single services, by their names; a stack may not have it. */
const SERVICES_VARIABLE = "image_tags";
const RELEASE_LABEL = "app.kubernetes.io/instance";

/** Where a tag comes from; the plan says it. */
export interface ChosenTag extends Tags {
  readonly from: "--image-tag" | "TF_VAR_image_tag" | "the environment file" | "what runs now";
}

/** Whether a stack runs the application's images. */
export function runsImages({ folder }: Stack): boolean {
  return VARIABLE in (readStack(folder).variable ?? {});
}

function tagOf(image: string): string | undefined {
  return /:([\w][\w.-]*)$/.exec(image)?.[1];
}

/** The tags that run, each with the services that run it. */
async function runningTags({ config, name }: ClusterConnection, environment: AnyEnvironment) {
  try {
    const { items } = await config.makeApiClient(AppsV1Api).listNamespacedDeployment({ namespace: NAMESPACE });
    const tags = new Map<string, string[]>();
    for (const { metadata, spec } of items) {
      const service = metadata?.labels?.[RELEASE_LABEL] ?? metadata?.name ?? "";
      const tag = tagOf(spec?.template.spec?.containers[0]?.image ?? "");
      if (tag === undefined || !Object.hasOwn(environment.services, service)) continue;
      tags.set(tag, [...(tags.get(tag) ?? []), service]);
    }
    return tags;
  } catch (error) {
    throw new CommandError(`What runs could not be read from ${name}: ${reasonOf(error)}.`);
  }
}

/** What most services run, and those that a rollback has given another build. */
async function running(
  context: Pick<Context, "cluster">,
  environment: AnyEnvironment,
  stacks: readonly Stack[],
): Promise<Tags | undefined> {
  let connection: ClusterConnection;
  try {
    connection = await context.cluster(environment);
  } catch (error) {
    if (error instanceof NoCluster) return undefined;
    throw error;
  }
  const tags = [...(await runningTags(connection, environment))].sort(([, a], [, b]) => b.length - a.length);
  const [most, second] = tags;
  if (!most || !second) return most && { tag: most[0] };
  const services = Object.fromEntries(tags.slice(1).flatMap(([tag, names]) => names.map((name) => [name, tag])));
  const canDiffer = stacks.some(({ folder }) => SERVICES_VARIABLE in (readStack(folder).variable ?? {}));
  if (canDiffer && most[1].length > second[1].length) return { tag: most[0], services };
  const said = tags.map(([tag, names]) => `${names.join(", ")} run${names.length > 1 ? "" : "s"} ${tag}`);
  throw new CommandError(
    `image tag: got none, and no single one runs: ${said.join("; ")}; say which one with --image-tag.`,
  );
}

/**
 * Which build to run: what somebody says, or the file, or else what runs already, so that a change of the
 * infrastructure alone releases nothing.
 *
 * @returns nothing when nobody says it and nothing runs
 * @throws CommandError when services run different builds, or the cluster does not answer
 */
export async function chooseTag(
  context: Pick<Context, "cluster" | "env" | "project">,
  environment: AnyEnvironment,
  stacks: readonly Stack[],
  given?: string,
): Promise<ChosenTag | undefined> {
  if (given) return { tag: given, from: "--image-tag" };
  const variable = context.env.TF_VAR_image_tag;
  if (variable) return { tag: variable, from: "TF_VAR_image_tag" };
  const built = isLocal(environment) ? new Records(context.project, environment.name).read()?.images?.tag : undefined;
  if (built !== undefined) return { tag: built, from: "what runs now" };
  if (environment.images.tag) return { tag: environment.images.tag, from: "the environment file" };
  const tags = await running(context, environment, stacks);
  return tags && { ...tags, from: "what runs now" };
}

/** That nothing says which build to run. */
export function noTag({ name }: AnyEnvironment): CommandError {
  return new CommandError(
    `image tag: got none, and nothing runs in ${name} yet; name a build: \`fmctl deploy ${name} --image-tag REVISION\`.`,
  );
}
