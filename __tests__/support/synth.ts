import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { App } from "cdktf";
import { withoutTokenTraces } from "../../without-token-traces";

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
  /** Content of every file, by its path in the output folder. */
  readonly files: Readonly<Record<string, string>>;
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

function filesOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name)).sort();
  return Object.fromEntries(paths.map((path) => [relative(folder, path), readFileSync(path, "utf8")]));
}

const workspaces: string[] = [];

/** A folder that is gone when the tests are. */
export function workspace(): string {
  const folder = mkdtempSync(join(tmpdir(), "flowmaestro-"));
  workspaces.push(folder);
  return folder;
}

function cleanUp(): void {
  for (const folder of workspaces) rmSync(folder, { recursive: true });
}

// scripts/update-schemas.ts synthesizes too, without Jest.
if (typeof afterAll === "function") afterAll(cleanUp);
else process.once("exit", cleanUp);

/** Synthesizes as the CLI does, validations and aspects included, and reads the files back. */
export function synthApp(build: (app: App) => void): Synthesized {
  // One level down, since local state is beside the output folder.
  const outdir = join(workspace(), "cdktf.out");
  withoutTokenTraces(() => {
    const app = new App({ outdir });
    build(app);
    app.synth();
  });
  const files = filesOf(outdir);
  const manifest = JSON.parse(files["manifest.json"]!) as Manifest;
  const entries = Object.entries(manifest.stacks).sort(([a], [b]) => a.localeCompare(b));
  return {
    outdir,
    stacks: Object.fromEntries(
      entries.map(([name, { synthesizedStackPath: path }]) => [
        name,
        withoutRemarks(JSON.parse(files[path]!)) as StackJson,
      ]),
    ),
    dependencies: Object.fromEntries(entries.map(([name, { dependencies }]) => [name, [...dependencies].sort()])),
    files,
  };
}
