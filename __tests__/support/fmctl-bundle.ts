import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";

const PROJECT = join(__dirname, "..", "..");
const LAUNCHER = join("cli", "fmctl", "package", "fmctl.mjs");

/** What esbuild tells of a bundle. https://esbuild.github.io/api/#metafile */
interface Metafile {
  readonly outputs: Readonly<
    Record<
      string,
      {
        readonly bytes: number;
        readonly imports: readonly { readonly path: string; readonly kind: string; readonly external?: boolean }[];
        readonly inputs: Readonly<Record<string, unknown>>;
      }
    >
  >;
}

/** fmctl as npm installs it, built from the sources as they are now: a folder with the bundle, its launcher and the link. */
export class InstalledFmctl {
  readonly folder = mkdtempSync(join(tmpdir(), "fmctl-installed-"));
  /** What a shell finds. */
  readonly program = join(this.folder, "node_modules", ".bin", "fmctl");
  private readonly dist = join(this.folder, "dist");

  constructor({ built = true } = {}) {
    mkdirSync(join(this.folder, "cli", "fmctl", "package"), { recursive: true });
    mkdirSync(join(this.folder, "node_modules", ".bin"), { recursive: true });
    copyFileSync(join(PROJECT, LAUNCHER), join(this.folder, LAUNCHER));
    symlinkSync(join("..", "..", LAUNCHER), this.program);
    if (!built) return;
    const build = join(PROJECT, "scripts", "build-fmctl.mjs");
    execFileSync(process.execPath, [build, this.dist, join(this.folder, "meta.json")], { stdio: "inherit" });
  }

  /** Runs it in some folder, for this project. */
  run(args: readonly string[], env: NodeJS.ProcessEnv = {}, folder = tmpdir()) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [this.program, ...args], {
      cwd: folder,
      env: { ...process.env, FMCTL_PROJECT: PROJECT, NO_COLOR: "1", ...env },
      encoding: "utf8",
    });
    return { status, stdout, stderr };
  }

  /** The files that are loaded before a command is chosen, with their bytes and the sources in them. */
  start(): { readonly files: readonly string[]; readonly bytes: number; readonly sources: readonly string[] } {
    const { outputs } = JSON.parse(readFileSync(join(this.folder, "meta.json"), "utf8")) as Metafile;
    const nameOf = (path: string) => relative(this.dist, join(PROJECT, path));
    const reached = new Set<string>();
    const visit = (path: string) => {
      if (reached.has(path)) return;
      reached.add(path);
      for (const each of outputs[path]!.imports) {
        if (each.kind === "import-statement" && !each.external) visit(each.path);
      }
    };
    visit(Object.keys(outputs).find((path) => nameOf(path) === "fmctl.mjs")!);
    return {
      files: [...reached].map(nameOf),
      bytes: [...reached].reduce((sum, path) => sum + outputs[path]!.bytes, 0),
      sources: [...reached].flatMap((path) => Object.keys(outputs[path]!.inputs)),
    };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
