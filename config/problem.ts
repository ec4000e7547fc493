import { isMap, type Path, pathText } from "./path";

/** One thing that is wrong with an environment. */
export interface Finding {
  /** Where it is; empty for the environment as a whole. */
  readonly path: Path;
  /** What stands there; nothing when the key is missing. */
  readonly got?: unknown;
  /** What would have been right. */
  readonly expected: string;
  /** What to do, as an imperative clause or a question. */
  readonly fix: string;
}

/** A finding and the file to edit, relative to the project. */
export interface Problem extends Finding {
  readonly file: string;
}

/** Stands in for a value that may be a secret, so that no message repeats it. */
export const WITHHELD = Symbol("withheld");

const MAX_SHOWN = 60;

function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === WITHHELD) return "something that is not shown, as it may be a secret";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (isMap(value)) return "a map";
  const text = JSON.stringify(value);
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}

/** The one sentence a person reads. */
export function sentence({ file, path, got, expected, fix }: Problem): string {
  const place = path.length === 0 ? file : `${file}: ${pathText(path)}`;
  return `${place}: got ${shown(got)}, expected ${expected}; ${fix}${fix.endsWith("?") ? "" : "."}`;
}

/** Thrown with every problem of a configuration at once; its message is one sentence a line. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(sentence).join("\n"));
    this.name = "ConfigError";
  }
}
