import type { Environment } from "../../../config/schema/environment";
import { buildImage } from "../../images/build";
import { requireDocker } from "../../images/docker";
import { buildArguments, checkoutRecipes, imageNames, type Recipe } from "../../images/recipe";
import { CommandError } from "../../shared/command-error";
import { durationText } from "../../shared/output";
import { ask, tool, type Workbench } from "../../shared/workbench";
import type { Context } from "../context";
import { checkoutFolder, releaseTag } from "./checkout";
import { ArtifactRegistry, registryOf } from "./registry";
import { loggedIn } from "./registry-login";

/** GKE Autopilot's nodes, whatever this machine is. */
const PLATFORM = "linux/amd64";

/** Which images. */
export interface ImagesRequest {
  /** @default - the revision of the checkout */
  readonly tag?: string | undefined;
  /** A checkout of FlowMaestro to build from. @default - nothing is built: all have to be there */
  readonly source?: string | undefined;
}

/** What became of one image. */
export interface EnsuredImage {
  readonly image: string;
  /** With registry and tag. */
  readonly reference: string;
  /** `there`: in the registry before; `built`: by Docker here, and not pushed. */
  readonly what: "there" | "built" | "pushed";
}

/** The images of a release. */
export interface EnsuredImages {
  readonly tag: string;
  readonly images: readonly EnsuredImage[];
}

const workbench = ({ project, env, terminal, stop, kill }: Context): Workbench => ({
  project,
  env,
  output: terminal,
  stop,
  kill,
});

/** A checkout that images are built from. */
interface Build {
  readonly bench: Workbench;
  readonly tag: string;
  readonly recipes: readonly Recipe[];
  readonly reference: (image: string) => string;
  readonly values: Readonly<Record<string, string>>;
}

async function buildOf(context: Context, environment: Environment, { tag, source }: ImagesRequest): Promise<Build> {
  const bench = workbench(context);
  const registry = registryOf(environment);
  const folder = checkoutFolder(context.env, source!);
  const images = imageNames(environment);
  const recipes = checkoutRecipes(images, folder, `the environment ${environment.name}`);
  const values = buildArguments(environment, context.env);
  const revision = await releaseTag(bench, environment, folder, { ...values, registry, images });
  const chosen = tag ?? revision;
  return { bench, tag: chosen, recipes, reference: (image) => `${registry}/${image}:${chosen}`, values };
}

/** The tag of what a checkout of FlowMaestro would be built as: its revision. */
export async function sourceTag(context: Context, environment: Environment, source: string): Promise<string> {
  return (await buildOf(context, environment, { source })).tag;
}

/** Builds what Docker here does not have under its tag yet: a tag names one content. */
async function built({ bench, tag, recipes, reference, values }: Build, images: readonly string[]): Promise<void> {
  await requireDocker(bench, "build the images");
  for (const recipe of recipes) {
    const name = reference(recipe.image);
    if (!images.includes(recipe.image)) continue;
    if ((await ask(bench, "docker", ["image", "inspect", name])).ok) {
      bench.output.say(`images: ${name} is built already`);
    } else {
      await buildImage(bench, recipe, name, { ...values, IMAGE_TAG: tag }, PLATFORM);
    }
  }
}

/** Builds the images of a checkout, and leaves them with Docker here. */
export async function buildImages(
  context: Context,
  environment: Environment,
  request: ImagesRequest & { readonly source: string },
): Promise<EnsuredImages> {
  const build = await buildOf(context, environment, request);
  const images = build.recipes.map(({ image }) => image);
  await built(build, images);
  const result = images.map((image) => ({ image, reference: build.reference(image), what: "built" as const }));
  return { tag: build.tag, images: result };
}

async function push(bench: Workbench, references: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  for (const reference of references) {
    const start = Date.now();
    bench.output.status(`images: pushing ${reference}`);
    await tool(bench, "docker", ["push", reference], env);
    bench.output.say(`images: pushed ${reference} in ${durationText(Date.now() - start)}`);
  }
}

/** Names of the images that a registry does not have under a tag. Registries other than Google's are asked by Docker. */
async function missingImages(
  bench: Workbench,
  registry: ArtifactRegistry | undefined,
  images: readonly { readonly image: string; readonly reference: string }[],
  tag: string,
): Promise<readonly string[]> {
  const missing: string[] = [];
  for (const { image, reference } of images) {
    const isThere = registry
      ? await registry.has(image, tag)
      : (await ask(bench, "docker", ["manifest", "inspect", reference])).ok;
    if (!isThere) missing.push(image);
  }
  return missing;
}

function refuseMissing(environment: Environment, references: readonly string[], tag: string): never {
  throw new CommandError(
    `The registry has no ${references.join(", ")}; \`fmctl images push -e ${environment.name} --source PATH\` builds and ` +
      `pushes what is missing from a checkout at that revision, and \`fmctl images list ${environment.name}\` shows ` +
      `the tags that there are (asked for: ${tag}).`,
  );
}

/**
 * Sees to it that the registry of an environment has every image of a release. Tags never move, so what is there under
 * the tag already is left as it is. With a checkout, what is missing is built and pushed; without one it is refused.
 * Running it again goes on where it was interrupted.
 */
export async function ensureImages(
  context: Context,
  environment: Environment,
  request: ImagesRequest,
): Promise<EnsuredImages> {
  const bench = workbench(context);
  const address = registryOf(environment);
  const google = await context.google();
  const registry = ArtifactRegistry.of(google, address);
  const build = request.source === undefined ? undefined : await buildOf(context, environment, request);
  const tag = build?.tag ?? request.tag;
  if (tag === undefined) throw new CommandError("Nothing says which images: name a tag, or a checkout to build.", 2);
  const images = imageNames(environment).map((image) => ({ image, reference: `${address}/${image}:${tag}` }));

  await registry?.mustExist(environment);
  if (!registry) await requireDocker(bench, `ask ${address} for images`);
  const missing = await missingImages(bench, registry, images, tag);
  const references = images.filter(({ image }) => missing.includes(image)).map(({ reference }) => reference);
  if (references.length > 0) {
    if (!build) refuseMissing(environment, references, tag);
    await built(build, missing);
    const [host] = address.split("/");
    if (registry) await loggedIn(bench, host!, await google.accessToken(), (env) => push(bench, references, env));
    else await push(bench, references, context.env);
  }
  const what = (image: string) => (missing.includes(image) ? ("pushed" as const) : ("there" as const));
  return { tag, images: images.map((each) => ({ ...each, what: what(each.image) })) };
}
