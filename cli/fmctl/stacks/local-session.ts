import type { LocalEnvironment } from "../../../config/schema/local";
import { DeployError } from "../../deploy/deploy-error";
import { localEngine } from "../../local/engine";
import { Records } from "../../local/record";
import { leftText } from "../../local/run-local";
import type { Commands, Engine, Session } from "../../local/session";
import { Interrupted } from "../../shared/command-error";
import type { Context } from "../context";
import { displayFor } from "./display";

/** How fmctl's commands for a local environment are called in sentences. */
export function localCommands(name: string): Commands {
  return {
    up: `fmctl deploy ${name}`,
    down: `fmctl destroy ${name}`,
    imagesReady: `fmctl deploy ${name} --skip-images`,
  };
}

/** What a local environment is deployed with: what `npm run local` uses, under fmctl's own names. */
export function localSession(context: Context, environment: LocalEnvironment, engine?: Engine): Session {
  const { project, env, terminal, stop, kill } = context;
  const { name } = environment;
  return {
    project,
    environment,
    env,
    output: terminal,
    records: new Records(project, name),
    engine: engine ?? localEngine(stop),
    commands: localCommands(name),
    display: displayFor(terminal, stop),
    stop,
    kill,
  };
}

/** Does something in a session; whoever stops it is told what is left. */
export async function inSession<T>(session: Session, work: (session: Session) => Promise<T>): Promise<T> {
  try {
    return await work(session);
  } catch (error) {
    const stopped = error instanceof Interrupted || (error instanceof DeployError && error.kind === "interrupted");
    if (!stopped) throw error;
    throw new Interrupted(leftText(session.records, session.commands));
  }
}
