import { DEFAULT_REGISTRY } from "../../../local/images";
import { imageNames } from "../../../images/recipe";
import { CommandError } from "../../../shared/command-error";
import { type AnyEnvironment, type Context, isLocal } from "../../context";
import { connect } from "../../cluster/cluster";
import { chosenEnvironment } from "../../environment";
import { EXIT_CODES } from "../../exit-code";
import { nodeImages, runningImages } from "../../images/in-cluster";
import { ArtifactRegistry, registryOf, type TaggedImage } from "../../images/registry";
import { table } from "../../table";

const MEGABYTE = 1_000_000;

interface Release {
  readonly tag: string;
  readonly pushedAt?: string | undefined;
  /** Bytes of all of its images. */
  readonly bytes: number;
  readonly images: readonly string[];
  /** Images of the environment that this tag lacks. */
  readonly missing: readonly string[];
  /** Deployments that run it; nothing when the cluster was not asked. */
  readonly running?: readonly string[] | undefined;
}

async function stored(
  context: Context,
  environment: AnyEnvironment,
  registry: string,
): Promise<readonly TaggedImage[]> {
  if (isLocal(environment)) return nodeImages(await connect(context, environment), registry);
  const repository = ArtifactRegistry.of(await context.google(), registry);
  if (!repository) {
    throw new CommandError(
      `The images of ${environment.name} are in ${registry}, which is no Artifact Registry and is not asked; use its own tools.`,
      EXIT_CODES.usage,
    );
  }
  await repository.mustExist(environment);
  return repository.all();
}

/** What runs, or why that is not known. */
async function running(
  context: Context,
  environment: AnyEnvironment,
  registry: string,
): Promise<ReadonlyMap<string, readonly string[]> | string> {
  try {
    return await runningImages(await connect(context, environment), registry);
  } catch (error) {
    if (error instanceof CommandError) return error.message;
    throw error;
  }
}

function releases(
  images: readonly TaggedImage[],
  wanted: readonly string[],
  runs: ReadonlyMap<string, readonly string[]> | undefined,
): readonly Release[] {
  const tags = [...new Set(images.map(({ tag }) => tag))];
  const release = (tag: string): Release => {
    const own = images.filter((each) => each.tag === tag);
    const names = own.map(({ image }) => image).sort();
    const times = own.flatMap(({ pushedAt }) => pushedAt ?? []).sort();
    return {
      tag,
      pushedAt: times.at(-1),
      bytes: own.reduce((sum, { bytes = 0 }) => sum + bytes, 0),
      images: names,
      missing: wanted.filter((image) => !names.includes(image)),
      running: runs && names.flatMap((image) => runs.get(`${image}:${tag}`) ?? []),
    };
  };
  const newestFirst = (a: Release, b: Release) => (b.pushedAt ?? "").localeCompare(a.pushedAt ?? "");
  return tags.map(release).sort(newestFirst);
}

/** `fmctl images list`: the releases whose images there are, and which one runs. */
export async function listImages(context: Context, name: string | undefined): Promise<void> {
  const environment = chosenEnvironment(context, name);
  const { terminal } = context;
  const registry = isLocal(environment) ? (environment.images.registry ?? DEFAULT_REGISTRY) : registryOf(environment);
  const images = await stored(context, environment, registry);
  const runs = await running(context, environment, registry);
  const known = typeof runs === "string" ? undefined : runs;
  const all = releases(images, imageNames(environment), known);
  const { bold, green, yellow } = terminal.colors;
  const rows = all.map(({ tag, pushedAt, bytes, images, missing, running }) => [
    tag,
    pushedAt ? pushedAt.slice(0, 16).replace("T", " ") : "-",
    `${Math.round(bytes / MEGABYTE)} MB`,
    missing.length === 0 ? "all" : yellow(`${images.join(", ")}; lacks ${missing.join(", ")}`),
    running === undefined ? "not known" : green(running.join(", ")),
  ]);
  const heads = ["tag", "pushed (UTC)", "size", "images", "run by"].map((head) => bold(head));
  terminal.result(
    { environment: environment.name, registry, releases: all },
    all.length === 0 ? [`${registry} has no images yet.`] : table([heads, ...rows]),
  );
  if (typeof runs === "string") terminal.complain(`Which one runs is not known: ${runs}`);
}
