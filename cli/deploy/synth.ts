import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DeployError } from "./deploy-error";
import { type Interrupt, run } from "./run";

/** A synthesized stack. */
export interface Stack {
  readonly id: string;
  /** Absolute path of the folder that Terraform runs in. */
  readonly folder: string;
  /** Ids of the stacks whose outputs it reads. */
  readonly dependencies: readonly string[];
}

/** What to synthesize. */
export interface SynthOptions extends Interrupt {
  /** Folder with cdktf.json. */
  readonly project: string;
  /** Name of the environment. */
  readonly environment: string;
  /** Variables for the program. @default - those of this process */
  readonly env?: NodeJS.ProcessEnv;
}

interface Manifest {
  readonly stacks: Record<
    string,
    { readonly name: string; readonly workingDirectory: string; readonly dependencies: readonly string[] }
  >;
}

/** The stacks that are in a folder that CDKTF has synthesized into. */
export function readStacks(outdir: string): readonly Stack[] {
  const { stacks } = JSON.parse(readFileSync(join(outdir, "manifest.json"), "utf8")) as Manifest;
  return Object.values(stacks).map(({ name, workingDirectory, dependencies }) => ({
    id: name,
    folder: join(outdir, workingDirectory),
    dependencies,
  }));
}

/**
 * Runs the app command of cdktf.json, as `cdktf synth` does, without the second that its own start takes.
 *
 * @throws DeployError with what the program said, which for a wrong environment file is a sentence for each problem
 */
export async function synthesize(options: SynthOptions): Promise<readonly Stack[]> {
  const { project, environment, env = process.env, stop, kill } = options;
  const { app, output } = JSON.parse(readFileSync(join(project, "cdktf.json"), "utf8")) as Record<string, string>;
  const outdir = join(project, output ?? "cdktf.out");
  const [name, ...args] = app!.split(/\s+/);
  // The Node.js that runs this, not the first one on the PATH.
  const program = name === "node" ? process.execPath : name!;
  const ended = await run({
    program,
    args,
    folder: project,
    env: { ...env, FLOWMAESTRO_ENV: environment, CDKTF_OUTDIR: outdir },
    stop,
    kill,
  });
  if (ended.code !== 0) {
    const said = ended.stderr.trim() || `${app} ended with ${ended.signal ?? `exit code ${ended.code}`}`;
    throw new DeployError("synth", said);
  }
  return readStacks(outdir);
}

/**
 * Stacks in the order in which they can be deployed. Those of one level do not depend on one another, so they may run
 * side by side. Dependencies that are not among the stacks count as deployed already.
 */
export function levels(stacks: readonly Stack[]): readonly (readonly Stack[])[] {
  const ids = new Set(stacks.map(({ id }) => id));
  const done = new Set<string>();
  const result: Stack[][] = [];
  while (done.size < ids.size) {
    const level = stacks.filter(
      ({ id, dependencies }) => !done.has(id) && dependencies.every((each) => done.has(each) || !ids.has(each)),
    );
    if (level.length === 0) {
      const left = stacks.filter(({ id }) => !done.has(id)).map(({ id }) => id);
      throw new DeployError("synth", `The stacks ${left.join(", ")} depend on one another, so none can be first.`);
    }
    for (const { id } of level) done.add(id);
    result.push(level);
  }
  return result;
}
