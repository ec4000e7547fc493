import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileOf } from "./choose-cluster";
import type { Context } from "./contexts";
import { missing } from "../shared/install-hints";
import { CommandError } from "../shared/command-error";
import { type Loader, loaderOf, requireDocker } from "./makers";
import type { LocalOptions } from "./options";
import { durationText } from "../shared/output";
import type { ImageSource, LocalRecord } from "./record";
import { ask, type Session, tool } from "./session";
import { checkoutTag, folderTag } from "./source-tag";
import { isInstalled } from "../shared/tool";

const DEFAULT_REGISTRY = "localhost/flowmaestro";
const STAND_IN = join("e2e", "app");

/** How to build one image. */
interface Recipe {
  readonly image: string;
  readonly dockerfile: string;
  /** @default - the last stage */
  readonly target?: string | undefined;
  /** What is sent to Docker. */
  readonly context: string;
}

/** The images that the environment runs. */
function imageNames({ environment }: Session): readonly string[] {
  return [...new Set([...Object.values(environment.services).map(({ image }) => image), environment.migrations.image])];
}

/** The stand-in's targets and a checkout's folders are called like the images. */
function recipes(session: Session, source: ImageSource): readonly Recipe[] {
  return imageNames(session).map((image) => {
    if (source.kind === "checkout") {
      const dockerfile = join(source.path, "infra", "docker", image, "Dockerfile");
      if (existsSync(dockerfile)) return { image, dockerfile, context: source.path };
      throw new CommandError(
        `${dockerfile} does not exist, and ${fileOf(session)} runs an image ${image}; is ${source.path} a checkout of FlowMaestro?`,
      );
    }
    const context = join(session.project, STAND_IN);
    const dockerfile = join(context, "Dockerfile");
    if (new RegExp(`^FROM .* AS ${image}$`, "m").test(readFileSync(dockerfile, "utf8"))) {
      return { image, dockerfile, target: image, context };
    }
    throw new CommandError(
      `The stand-in ${STAND_IN} has no image ${image}, which ${fileOf(session)} runs; give --app-source or leave it out.`,
    );
  });
}

/** What a Dockerfile may ask for. The page of the frontend has the API's address inside. */
function buildArguments({ environment, env }: Session): Readonly<Record<string, string>> {
  const api = environment.services["api-server"]?.env.API_URL ?? "http://localhost:3001";
  const { NODE_IMAGE, NGINX_IMAGE } = env;
  return {
    VITE_API_URL: api,
    VITE_WS_URL: api.replace(/^http/, "ws"),
    ...(NODE_IMAGE && { NODE_IMAGE }),
    ...(NGINX_IMAGE && { NGINX_IMAGE }),
  };
}

/** Docker warns of arguments that nothing asks for. */
function declared(dockerfile: string, values: Readonly<Record<string, string>>): readonly string[] {
  const text = readFileSync(dockerfile, "utf8");
  return Object.entries(values)
    .filter(([name]) => new RegExp(`^\\s*ARG\\s+${name}\\b`, "m").test(text))
    .flatMap(([name, value]) => ["--build-arg", `${name}=${value}`]);
}

/** What was asked for, else what it was the last time, else the stand-in where images can be loaded. */
function sourceOf(
  { env }: Session,
  { appSource, imagesReady }: LocalOptions,
  record: LocalRecord | undefined,
  loader: Loader | undefined,
): ImageSource {
  if (imagesReady) return { kind: "ready" };
  // npm runs its scripts in the project's folder and says where it was called.
  if (appSource !== undefined) return { kind: "checkout", path: resolve(env.INIT_CWD ?? ".", appSource) };
  return record?.images?.source ?? { kind: loader ? "stand-in" : "ready" };
}

/** Each has its own migrations, and one's do not fit on the other's database. */
function refuseSwap(before: ImageSource | undefined, now: ImageSource): void {
  const kinds = [before?.kind, now.kind];
  if (!kinds.includes("stand-in") || !kinds.includes("checkout")) return;
  const what = before?.kind === "checkout" ? "FlowMaestro's images" : "the stand-in's images";
  throw new CommandError(
    `The database was made by ${what}, and the others would not migrate it; run \`npm run local:down\` before you change.`,
  );
}

function readyTag(session: Session): string {
  const tag = session.env.TF_VAR_image_tag || session.environment.images.tag;
  if (tag) return tag;
  throw new CommandError(`Nothing says which images: set images.tag in ${fileOf(session)}, or TF_VAR_image_tag.`);
}

/** That images can come into this cluster from here only through a registry. */
function cannotLoad({ environment }: Session, { name }: Context): CommandError {
  const registry = environment.images.registry ?? DEFAULT_REGISTRY;
  return new CommandError(
    `Images are loaded into kind, minikube, k3d and Docker Desktop, and context ${name} is none of them: push them to ` +
      `${registry}, name their tag in TF_VAR_image_tag, and run \`npm run local -- --images-ready\`.`,
  );
}

async function build(session: Session, recipe: Recipe, reference: string, args: readonly string[]): Promise<void> {
  const { image, dockerfile, target, context } = recipe;
  const start = Date.now();
  session.output.status(`images: building ${image}`);
  // Attestations make of an image a list of several, which not every version of `kind load` takes.
  const env = { ...session.env, BUILDKIT_PROGRESS: "plain", BUILDX_NO_DEFAULT_ATTESTATIONS: "1" };
  const stage = target === undefined ? [] : ["--target", target];
  await tool(session, "docker", ["build", "--file", dockerfile, ...stage, ...args, "--tag", reference, context], env);
  session.output.say(`images: built ${reference} in ${durationText(Date.now() - start)}`);
}

/**
 * Sees to it that the cluster has the images, and says under which tag. A tag names one content, so what was built and
 * loaded under it once is not looked at again.
 */
export async function prepareImages(session: Session, context: Context, options: LocalOptions): Promise<string> {
  const { records, output, env, environment } = session;
  const record = records.read();
  const loader = loaderOf(context);
  const source = sourceOf(session, options, record, loader);
  refuseSwap(record?.images?.source, source);
  const registry = environment.images.registry ?? DEFAULT_REGISTRY;
  if (source.kind === "ready") {
    const tag = readyTag(session);
    output.say(`images: ${registry}/*:${tag}, which have to be there already`);
    if (record) records.write({ ...record, images: { source, tag } });
    return tag;
  }
  if (!loader) throw cannotLoad(session, context);

  const all = recipes(session, source);
  const values = buildArguments(session);
  const inputs = { ...values, registry, images: all.map(({ image }) => image) };
  const tag =
    source.kind === "checkout"
      ? await checkoutTag(session, source.path, inputs)
      : folderTag(join(session.project, STAND_IN), inputs);
  const what = source.kind === "checkout" ? source.path : "our stand-in for FlowMaestro";
  if (record?.images?.tag === tag && !options.rebuild) {
    output.say(`images: ${registry}/*:${tag} from ${what}, in the cluster already`);
    return tag;
  }
  output.say(`images: ${registry}/*:${tag} from ${what}`);
  await requireDocker(session, "build the images");
  if (loader.program && !isInstalled(loader.program, env)) {
    throw missing(loader.program, `load images into the cluster of context ${context.name}`);
  }
  const references = all.map(({ image }) => `${registry}/${image}:${tag}`);
  for (const [index, recipe] of all.entries()) {
    const reference = references[index]!;
    if (!options.rebuild && (await ask(session, "docker", ["image", "inspect", reference])).ok) continue;
    await build(session, recipe, reference, declared(recipe.dockerfile, { ...values, IMAGE_TAG: tag }));
  }
  const start = Date.now();
  for (const args of loader.commands(references)) await tool(session, loader.program!, args);
  if (loader.program) output.say(`images: loaded into the cluster in ${durationText(Date.now() - start)}`);
  if (record) records.write({ ...record, images: { source, tag } });
  return tag;
}
