import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { buildApp } from "../../app";
import { loadEnvironment } from "../../config/load";
import type { Environment } from "../../config/schema/environment";

/** A block of Terraform's JSON. */
export type Block = Record<string, unknown>;
/** `{type: {id: block}}` */
export type Blocks = Record<string, Record<string, Block>>;

/** What Terraform reads for one stack. */
export interface StackJson {
  readonly data?: Blocks;
  readonly ephemeral?: Blocks;
  readonly locals?: Block;
  readonly output?: Record<string, Block>;
  readonly provider: Record<string, Block[]>;
  readonly resource?: Blocks;
  readonly terraform: Block;
  readonly variable?: Record<string, Block>;
}

/** What was synthesized, and where. */
export interface Synthesized {
  readonly outdir: string;
  readonly stacks: Readonly<Record<string, StackJson>>;
  /** Names of the stacks that each stack depends on. */
  readonly dependencies: Readonly<Record<string, readonly string[]>>;
}

interface Manifest {
  readonly stacks: Record<string, { readonly synthesizedStackPath: string; readonly dependencies: string[] }>;
}

/** CDKTF's own remarks, which Terraform does not read. */
function withoutRemarks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutRemarks);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => key !== "//");
  return Object.fromEntries(entries.map(([key, child]) => [key, withoutRemarks(child)]));
}

/** Synthesizes as the CLI does, validations and aspects included, and reads the files back. */
export function synthApp(build: (app: App) => void): Synthesized {
  // A folder of its own above it: local states are written beside the output folder.
  const outdir = join(mkdtempSync(join(tmpdir(), "synth-")), "cdktf.out");
  const app = new App({ outdir });
  build(app);
  app.synth();
  const manifest = JSON.parse(readFileSync(join(outdir, "manifest.json"), "utf8")) as Manifest;
  const entries = Object.entries(manifest.stacks).sort(([a], [b]) => a.localeCompare(b));
  return {
    outdir,
    stacks: Object.fromEntries(
      entries.map(([name, { synthesizedStackPath }]) => [
        name,
        withoutRemarks(JSON.parse(readFileSync(join(outdir, synthesizedStackPath), "utf8"))) as StackJson,
      ]),
    ),
    dependencies: Object.fromEntries(entries.map(([name, { dependencies }]) => [name, [...dependencies].sort()])),
  };
}

const cache = new Map<string, Synthesized>();

/** An environment of this project, synthesized once per test file. */
export function synthEnvironment(name: string): Synthesized {
  const known = cache.get(name) ?? synthApp((app) => buildApp(app, loadEnvironment(name)));
  cache.set(name, known);
  return known;
}

/** An environment with some of its settings changed. */
export function synthChanged(name: string, change: (environment: Environment) => Environment): Synthesized {
  return synthApp((app) => buildApp(app, change(loadEnvironment(name))));
}
