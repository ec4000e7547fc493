import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { LineCounter, parseDocument, visit } from "yaml";
import { isMap } from "./path";
import { ConfigError } from "./problem";

/** An environment's file as it is written, before defaults and inheritance. */
export type Document = Readonly<Record<PropertyKey, unknown>>;

const EXTENSION = ".yaml";

function notYaml(file: string, got: string, { line, col }: { line: number; col: number }): ConfigError {
  return new ConfigError([{ file, path: [], got, expected: "valid YAML", fix: `correct line ${line}, column ${col}` }]);
}

function parsed(text: string, file: string): Document {
  const lines = new LineCounter();
  const document = parseDocument(text, { merge: true, lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error) {
    const reason = error.code === "MULTIPLE_DOCS" ? "A second document begins" : error.message;
    throw notYaml(file, reason, lines.linePos(error.pos[0]));
  }
  visit(document, {
    Alias(_, alias) {
      if (alias.resolve(document)) return;
      throw notYaml(file, "An alias (*) has no anchor (&) above it", lines.linePos(alias.range?.[0] ?? 0));
    },
  });
  const content: unknown = document.toJS();
  if (isMap(content)) return content;
  const expected = "keys and values such as region: us-central1";
  throw new ConfigError([{ file, path: [], got: content, expected, fix: "write it so" }]);
}

/** The environment files of a folder, each read at most once. */
export class Documents {
  private readonly documents = new Map<string, Document>();

  constructor(private readonly folder: string) {}

  /** Names of the environments that have a file, in alphabetical order. */
  get names(): readonly string[] {
    const files = readdirSync(this.folder).filter((file) => file.endsWith(EXTENSION));
    return files.map((file) => file.slice(0, -EXTENSION.length)).sort();
  }

  /** How messages call the file of an environment. */
  file(name: string): string {
    return relative(join(this.folder, ".."), join(this.folder, `${name}${EXTENSION}`));
  }

  /** @throws ConfigError when the file is not YAML, or not a map */
  read(name: string): Document {
    const known = this.documents.get(name);
    if (known) return known;
    const document = parsed(readFileSync(join(this.folder, `${name}${EXTENSION}`), "utf8"), this.file(name));
    this.documents.set(name, document);
    return document;
  }

  /** Every environment that can be read; what is wrong with another one is said when that one is loaded. */
  readable(): Readonly<Record<string, Document>> {
    const entries = this.names.flatMap((name) => {
      try {
        return [[name, this.read(name)] as const];
      } catch (error) {
        if (error instanceof ConfigError) return [];
        throw error;
      }
    });
    return Object.fromEntries(entries);
  }
}
