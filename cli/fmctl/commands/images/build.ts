import type { LocalEnvironment } from "../../../../config/schema/local";
import { readContexts } from "../../../local/contexts";
import { prepareImages } from "../../../local/images";
import { Records } from "../../../local/record";
import { CommandError } from "../../../shared/command-error";
import { type Context, isLocal } from "../../context";
import { chosenEnvironment } from "../../environment";
import { localCommands } from "../../stacks/local-session";
import { EXIT_CODES } from "../../exit-code";
import { buildImages, ensureImages, type EnsuredImages } from "../../images/ensure-images";

/** What `fmctl images build` and `push` are given. */
export interface ImagesOptions {
  readonly environment?: string;
  readonly source?: string;
  readonly tag?: string;
}

function requireSource({ source }: ImagesOptions): string {
  if (source !== undefined) return source;
  throw new CommandError("--source: got nothing, expected the path of a checkout of FlowMaestro.", EXIT_CODES.usage);
}

/** Builds for a cluster of one's own, and loads into it. */
async function buildLocally(context: Context, environment: LocalEnvironment, options: ImagesOptions): Promise<void> {
  const { project, env, terminal, stop, kill } = context;
  if (options.tag !== undefined) {
    throw new CommandError("--tag: the tag of local images follows from what they are built of.", EXIT_CODES.usage);
  }
  const records = new Records(project, environment.name);
  const { config } = await context.cluster(environment);
  const current = config.getCurrentContext();
  const target = readContexts(env).all.find(({ name }) => name === current);
  if (!target) throw new CommandError(`The kubeconfig has no context ${current} any more.`);
  const commands = localCommands(environment.name);
  const session = { project, environment, env, output: terminal, records, commands, stop, kill };
  const local = { command: "up", appSource: options.source, imagesReady: false, rebuild: false } as const;
  const tag = await prepareImages(session, target, local);
  terminal.result({ environment: environment.name, tag }, [`\`fmctl deploy ${environment.name}\` runs ${tag}.`]);
}

function report({ terminal }: Context, environment: string, { tag, images }: EnsuredImages, next: string): void {
  terminal.result({ environment, tag, images }, [
    ...images.map(({ reference, what }) => `${what.padEnd(6)}  ${reference}`),
    next,
  ]);
}

/** `fmctl images build`. */
export async function build(context: Context, options: ImagesOptions): Promise<void> {
  const environment = chosenEnvironment(context, options.environment);
  if (isLocal(environment)) return buildLocally(context, environment, options);
  const done = await buildImages(context, environment, { source: requireSource(options), tag: options.tag });
  const next = `\`fmctl images push -e ${environment.name} --source ${options.source}\` pushes them.`;
  report(context, environment.name, done, next);
}

/** `fmctl images push`. */
export async function push(context: Context, options: ImagesOptions): Promise<void> {
  const environment = chosenEnvironment(context, options.environment);
  if (isLocal(environment)) {
    throw new CommandError(
      `${environment.name} runs in a cluster that images are loaded into, not pushed to; ` +
        `\`fmctl images build -e ${environment.name}\` does both.`,
      EXIT_CODES.usage,
    );
  }
  const done = await ensureImages(context, environment, { source: requireSource(options), tag: options.tag });
  report(context, environment.name, done, `\`fmctl deploy ${environment.name} --image-tag ${done.tag}\` runs them.`);
}
