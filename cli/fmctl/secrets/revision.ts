import { createHash } from "node:crypto";

/** The number of a version of each key, as text. */
export type Versions = Readonly<Record<string, string>>;

/** Keys that may be behind at the same time. */
const MOST_BEHIND = 2;
/** Combinations that are tried, a fraction of a second's work. */
const MOST_TRIED = 5_000;

/**
 * The revision of a Kubernetes secret, as `KubernetesSecret` of constructs/secrets has Terraform compute it: the first 32
 * bits of a hash of the plain values and the versions of the others.
 */
export function revisionOf(plain: Readonly<Record<string, string>>, versions: Versions): string {
  // Terraform's jsonencode sorts the keys.
  const entries = Object.entries({ ...plain, ...versions }).sort(([a], [b]) => (a < b ? -1 : 1));
  const digest = createHash("sha256")
    .update(JSON.stringify(Object.fromEntries(entries)))
    .digest("hex");
  return String(parseInt(digest.slice(0, 8), 16));
}

/** Everything that the newest versions can have been before, those first in which the fewest keys are behind. */
function* candidates(newest: Versions, keys: readonly string[], behind: number): Generator<Versions> {
  if (behind === 0) {
    yield newest;
    return;
  }
  for (const [index, key] of keys.entries()) {
    for (let version = Number(newest[key]) - 1; version > 0; version -= 1) {
      yield* candidates({ ...newest, [key]: String(version) }, keys.slice(index + 1), behind - 1);
    }
  }
}

/** The versions that a revision stands for; nothing when none that is near the newest ones gives it. */
export function versionsBehind(
  plain: Readonly<Record<string, string>>,
  newest: Versions,
  revision: string,
): Versions | undefined {
  let tried = 0;
  for (let behind = 0; behind <= MOST_BEHIND; behind += 1) {
    for (const versions of candidates(newest, Object.keys(newest), behind)) {
      if (revisionOf(plain, versions) === revision) return versions;
      if ((tried += 1) > MOST_TRIED) return undefined;
    }
  }
  return undefined;
}
