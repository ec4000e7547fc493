import { environmentNames, ENVIRONMENTS_FOLDER } from "../config/load";
import { ConfigError } from "../config/problem";
import { type Difference, difference } from "./difference";
import type { Estimate } from "./estimate";
import { type Basis, estimateFile } from "./estimate-file";
import { atRevision } from "./revision";
import { UsageError } from "./usage-error";

/** What became of an environment between two revisions. */
export type Fate =
  | { readonly name: string; readonly kind: "compared"; readonly difference: Difference }
  | { readonly name: string; readonly kind: "added" | "removed"; readonly estimate: Estimate }
  /** It was written for another version of this project. */
  | { readonly name: string; readonly kind: "unreadable"; readonly reason: string; readonly estimate: Estimate };

/** Two revisions; the files as they are now when the second is left out. */
export interface Revisions {
  readonly before: string;
  readonly after?: string | undefined;
}

type Estimates = ReadonlyMap<string, Estimate | ConfigError>;

function estimates(basis: Basis, only: string | undefined): Estimates {
  const names = environmentNames(basis.folder).filter((name) => only === undefined || name === only);
  const read = (name: string): Estimate | ConfigError => {
    try {
      return estimateFile(name, basis);
    } catch (error) {
      if (error instanceof ConfigError) return error;
      throw error;
    }
  };
  return new Map(names.map((name) => [name, read(name)]));
}

function fate(name: string, before: Estimates, after: Estimates): Fate {
  const [old, now] = [before.get(name), after.get(name)];
  if (now instanceof ConfigError) throw now;
  if (!now) {
    if (old instanceof ConfigError) throw old;
    return { name, kind: "removed", estimate: old! };
  }
  if (!old) return { name, kind: "added", estimate: now };
  if (old instanceof ConfigError) return { name, kind: "unreadable", reason: old.message, estimate: now };
  return { name, kind: "compared", difference: difference(old, now) };
}

/**
 * How the cost of each environment changed, with the prices and the assumptions of today.
 *
 * @param only the one environment to look at; all of them when left out
 * @throws UsageError when a revision or the environment is unknown
 * @throws ConfigError when a file is wrong at the second revision
 */
export function revisionDifferences(revisions: Revisions, basis: Basis, only?: string): readonly Fate[] {
  const folder = basis.folder ?? ENVIRONMENTS_FOLDER;
  const at = (revision: string) => atRevision(revision, folder, (copy) => estimates({ ...basis, folder: copy }, only));
  const before = at(revisions.before);
  const after = revisions.after === undefined ? estimates({ ...basis, folder }, only) : at(revisions.after);
  const names = [...new Set([...after.keys(), ...before.keys()])];
  if (names.length === 0) throw new UsageError(`Got environment "${only}", which neither revision has.`);
  return names.map((name) => fate(name, before, after));
}
