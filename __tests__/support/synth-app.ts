import { join } from "node:path";
import { App } from "cdktf";
import { buildApp } from "../../app";
import { loadAnyEnvironment, loadEnvironment } from "../../config/load";
import type { Environment } from "../../config/schema/environment";
import { withoutTokenTraces } from "../../without-token-traces";
import { synthApp, type Synthesized, workspace } from "./synth";

export type { Block, StackJson } from "./synth";

/** The constructs of an environment, before they are synthesized. */
export function builtApp(environment: string): App {
  const app = new App({ outdir: join(workspace(), "cdktf.out") });
  withoutTokenTraces(() => buildApp(app, loadAnyEnvironment(environment)));
  return app;
}

const cache = new Map<string, Synthesized>();

/** An environment of this project, synthesized once per test file. */
export function synthEnvironment(name: string): Synthesized {
  const known = cache.get(name) ?? synthApp((app) => buildApp(app, loadAnyEnvironment(name)));
  cache.set(name, known);
  return known;
}

/** An environment in Google Cloud with some of its settings changed. */
export function synthChanged(name: string, change: (environment: Environment) => Environment): Synthesized {
  return synthApp((app) => buildApp(app, change(loadEnvironment(name))));
}
