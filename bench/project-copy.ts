import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { transformFileSync } from "@swc/core";
import { parse, stringify } from "yaml";

const PROJECT_ROOT = join(__dirname, "..");
const SOURCES = [
  "app.ts",
  "main.ts",
  "outdir.ts",
  "without-token-traces.ts",
  "config",
  "constructs",
  "policies",
  "stacks",
];
const DATA = ["cdktf.json", "tsconfig.json", "package.json", "environments", "helm-values", "charts"];

function typescriptFiles(path: string): string[] {
  if (path.endsWith(".ts")) return [path];
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() || entry.name.endsWith(".ts") ? typescriptFiles(join(path, entry.name)) : [],
  );
}

/** A copy of this project outside of it, without its tests; its packages are linked. */
export class ProjectCopy {
  readonly folder = mkdtempSync(join(tmpdir(), "bench-"));

  constructor() {
    for (const name of [...SOURCES, ...DATA])
      cpSync(join(PROJECT_ROOT, name), join(this.folder, name), { recursive: true });
    symlinkSync(join(PROJECT_ROOT, "node_modules"), join(this.folder, "node_modules"));
  }

  /** Rewrites each TypeScript file; `write` says where the result goes. */
  private rewrite(change: (text: string, file: string) => { readonly text: string; readonly extension: string }): void {
    for (const file of SOURCES.flatMap((name) => typescriptFiles(join(PROJECT_ROOT, name)))) {
      const { text, extension } = change(readFileSync(file, "utf8"), file);
      const target = join(this.folder, relative(PROJECT_ROOT, file)).replace(/\.ts$/, extension);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, text);
    }
  }

  /** JavaScript beside the TypeScript, so that plain node runs it. */
  precompiled(): this {
    this.rewrite((_text, file) => ({
      text: transformFileSync(file, {
        jsc: { parser: { syntax: "typescript" }, target: "es2022" },
        module: { type: "commonjs" },
      }).code,
      extension: ".js",
    }));
    return this;
  }

  /** The ordinary way: providers imported whole, types checked by ts-node in every synth. */
  ordinary(): this {
    const deep = /^import \{([^}]*)\} from "(@cdktf\/provider-[a-z]+)\/lib\/([a-z0-9-]+)";$/gm;
    this.rewrite((text) => ({
      text: text.replace(deep, (_all, names: string, provider: string, path: string) => {
        const namespace = path.replace(/-(.)/g, (_dash, letter: string) => letter.toUpperCase());
        const local = `${provider.split("-").at(-1)}_${namespace}`;
        const aliases = names
          .split(",")
          .map((name) => name.replace(/^\s*(?:type )?/, "").trim())
          .filter((name) => name !== "")
          .map((name) => `import ${name} = ${local}.${name};`);
        return [`import { ${namespace} as ${local} } from "${provider}";`, ...aliases].join("\n");
      }),
      extension: ".ts",
    }));
    const config = join(this.folder, "tsconfig.json");
    const { compilerOptions } = JSON.parse(readFileSync(config, "utf8")) as {
      compilerOptions: Record<string, unknown>;
    };
    const {
      incremental: _incremental,
      tsBuildInfoFile: _file,
      isolatedModules: _isolated,
      ...options
    } = compilerOptions;
    writeFileSync(
      config,
      JSON.stringify({
        compilerOptions: { ...options, module: "CommonJS", moduleResolution: "node10", types: ["node"] },
      }),
    );
    return this;
  }

  /** Production with `count` services: the first ones are its own, the others copies of the API. */
  withServices(count: number): this {
    const file = join(this.folder, "environments", "production.yaml");
    const document = parse(readFileSync(file, "utf8"), { merge: true }) as {
      services: Record<string, { autoscaling?: unknown; uses: string[] }>;
      database: Record<string, unknown>;
    };
    const api = document.services["api-server"]!;
    for (let index = Object.keys(document.services).length; index < count; index += 1) {
      document.services[`service-${index + 1}`] = { ...api, autoscaling: { maxReplicas: 3 } };
    }
    // Enough connections for all of them.
    document.database = { ...document.database, tier: "db-custom-32-122880", poolSize: 2 };
    writeFileSync(file, stringify(document, { aliasDuplicateObjects: false }));
    return this;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
