// Bundles fmctl into dist: one file for what every command needs, and one for each command, loaded when it runs
// (decision 13). `npm ci` runs it; after a change of cli/ `npm run build` does.
import { rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
/** Tests build elsewhere, and look at what is in it. */
const [outdir = join(root, "dist"), metafile] = process.argv.slice(2);

rmSync(outdir, { recursive: true, force: true });
const built = await build({
  absWorkingDir: root,
  entryPoints: { fmctl: "cli/fmctl/main.ts" },
  outdir,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  metafile: metafile !== undefined,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: "linked",
  logLevel: "warning",
  // CommonJS packages ask for these; a module has none. Everything that uses __dirname is one level below the project.
  banner: {
    js: [
      `import { createRequire as __createRequire } from "node:module";`,
      `const require = __createRequire(import.meta.url), __dirname = import.meta.dirname, __filename = import.meta.filename;`,
    ].join("\n"),
  },
});
if (metafile !== undefined) writeFileSync(metafile, JSON.stringify(built.metafile));
