import type { LocalEnvironment } from "../../config/schema/local";
import type { DeployOptions, Outcomes } from "../deploy/deploy";
import type { Interrupt } from "../deploy/run";
import type { Stack, SynthOptions } from "../deploy/synth";
import type { ClusterAccess, ConnectTarget } from "./cluster";
import type { Output } from "../shared/output";
import type { Records } from "./record";
import type { Resolve } from "./server-address";
import { mustRun, runTool, type ToolEnded } from "../shared/tool";

/** What does the work; tests put others in its place. */
export interface Engine {
  readonly synthesize: (options: SynthOptions) => Promise<readonly Stack[]>;
  readonly deploy: (options: DeployOptions) => Promise<Outcomes>;
  readonly destroy: (options: DeployOptions) => Promise<Outcomes>;
  /** Makes clients for the cluster of the stacks. */
  readonly clusterOf: (env: NodeJS.ProcessEnv) => DeployOptions["clusterOf"];
  readonly connect: (target: ConnectTarget) => ClusterAccess;
  readonly resolve: Resolve;
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** One run of this command: for whom, with what. */
export interface Session extends Interrupt {
  /** Folder of this project. */
  readonly project: string;
  readonly environment: LocalEnvironment;
  readonly env: NodeJS.ProcessEnv;
  readonly output: Output;
  readonly records: Records;
  readonly engine: Engine;
}

/** Runs a program of the machine that has to succeed, with its lines as fleeting status. */
export function tool(session: Session, program: string, args: readonly string[], env = session.env): Promise<string> {
  const { output, stop, kill, project } = session;
  const onLine = (line: string) => output.status(`${program}: ${line.trim()}`);
  return mustRun(program, args, { env, stop, kill, folder: project, onLine });
}

/** Asks a program of the machine something that it may not know. */
export function ask(session: Session, program: string, args: readonly string[]): Promise<ToolEnded> {
  const { env, stop, kill, project } = session;
  return runTool(program, args, { env, stop, kill, folder: project });
}
