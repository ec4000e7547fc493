import type { Interrupt } from "../deploy/run";
import type { Output } from "./output";
import { mustRun, runTool, type ToolEnded } from "./tool";

/** What running the machine's programs takes. */
export interface Workbench extends Interrupt {
  /** Folder of this project. */
  readonly project: string;
  readonly env: NodeJS.ProcessEnv;
  readonly output: Output;
}

/** Runs a program of the machine that has to succeed, with its lines as fleeting status. */
export function tool(bench: Workbench, program: string, args: readonly string[], env = bench.env): Promise<string> {
  const { output, stop, kill, project } = bench;
  const onLine = (line: string) => output.status(`${program}: ${line.trim()}`);
  return mustRun(program, args, { env, stop, kill, folder: project, onLine });
}

/** Asks a program of the machine something that it may not know. */
export function ask(bench: Workbench, program: string, args: readonly string[]): Promise<ToolEnded> {
  const { env, stop, kill, project } = bench;
  return runTool(program, args, { env, stop, kill, folder: project });
}
