import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { buildImage } from "../images/build";
import { requireDocker } from "../images/docker";
import { buildArguments, checkoutRecipes, imageNames, type Recipe } from "../images/recipe";
import { checkoutTag, folderTag } from "../images/source-tag";
import { fileOf } from "./choose-cluster";
import type { Context } from "./contexts";
import { missing } from "../shared/install-hints";
import { CommandError } from "../shared/command-error";
import { type Loader, loaderOf } from "./makers";
import type { LocalOptions } from "./options";
import { durationText } from "../shared/output";
import type { ImageSource, LocalRecord } from "./record";
import type { Session } from "./session";
import { isInstalled } from "../shared/tool";
import { ask, tool } from "../shared/workbench";

/** Where the images of a local environment are when its file does not say. */
export const DEFAULT_REGISTRY = "localhost/flowmaestro";
const STAND_IN = join("e2e", "app");

/** What images take of a session. */
export type ImageSession = Omit<Session, "engine">;

/** The stand-in's targets and a checkout's folders are called like the images. */
function recipes(session: ImageSession, source: ImageSource): readonly Recipe[] {
  const names = imageNames(session.environment);
  if (source.kind === "checkout") return checkoutRecipes(names, source.path, fileOf(session));
  const context = join(session.project, STAND_IN);
  const dockerfile = join(context, "Dockerfile");
  return names.map((image) => {
    if (new RegExp(`^FROM .* AS ${image}$`, "m").test(readFileSync(dockerfile, "utf8"))) {
      return { image, dockerfile, target: image, context };
    }
    throw new CommandError(
      `The stand-in ${STAND_IN} has no image ${image}, which ${fileOf(session)} runs; give --app-source or leave it out.`,
    );
  });
}

/** What was asked for, else what it was the last time, else the stand-in where images can be loaded. */
function sourceOf(
  { env }: ImageSession,
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
function refuseSwap({ commands }: ImageSession, before: ImageSource | undefined, now: ImageSource): void {
  const kinds = [before?.kind, now.kind];
  if (!kinds.includes("stand-in") || !kinds.includes("checkout")) return;
  const what = before?.kind === "checkout" ? "FlowMaestro's images" : "the stand-in's images";
  throw new CommandError(
    `The database was made by ${what}, and the others would not migrate it; run \`${commands.down}\` before you change.`,
  );
}

function readyTag(session: ImageSession): string {
  const tag = session.env.TF_VAR_image_tag || session.environment.images.tag;
  if (tag) return tag;
  throw new CommandError(`Nothing says which images: set images.tag in ${fileOf(session)}, or TF_VAR_image_tag.`);
}

/** That images can come into this cluster from here only through a registry. */
function cannotLoad({ environment, commands }: ImageSession, { name }: Context): CommandError {
  const registry = environment.images.registry ?? DEFAULT_REGISTRY;
  return new CommandError(
    `Images are loaded into kind, minikube, k3d and Docker Desktop, and context ${name} is none of them: push them to ` +
      `${registry}, name their tag in TF_VAR_image_tag, and run \`${commands.imagesReady}\`.`,
  );
}

/**
 * Sees to it that the cluster has the images, and says under which tag. A tag names one content, so what was built and
 * loaded under it once is not looked at again.
 */
export async function prepareImages(session: ImageSession, context: Context, options: LocalOptions): Promise<string> {
  const { records, output, env, environment } = session;
  const record = records.read();
  const loader = loaderOf(context);
  const source = sourceOf(session, options, record, loader);
  refuseSwap(session, record?.images?.source, source);
  const registry = environment.images.registry ?? DEFAULT_REGISTRY;
  if (source.kind === "ready") {
    const tag = readyTag(session);
    output.say(`images: ${registry}/*:${tag}, which have to be there already`);
    if (record) records.write({ ...record, images: { source, tag } });
    return tag;
  }
  if (!loader) throw cannotLoad(session, context);

  const all = recipes(session, source);
  const values = buildArguments(environment, env);
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
    await buildImage(session, recipe, reference, { ...values, IMAGE_TAG: tag });
  }
  const start = Date.now();
  for (const args of loader.commands(references)) await tool(session, loader.program!, args);
  if (loader.program) output.say(`images: loaded into the cluster in ${durationText(Date.now() - start)}`);
  if (record) records.write({ ...record, images: { source, tag } });
  return tag;
}
