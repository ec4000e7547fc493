import { createHash } from "node:crypto";
import { SECRET_VARIABLES, type SharedEnvironment } from "./variables";

/**
 * A hash by which two pods, or one pod before and after a rollout, can be seen to have the same variables.
 * Secrets are not part of it: a hash of a weak password is a way to guess it.
 */
export function fingerprint(environment: SharedEnvironment): string {
  const secret = new Set<string>(SECRET_VARIABLES);
  const plain = Object.entries(environment)
    .filter(([name]) => !secret.has(name))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256").update(JSON.stringify(plain)).digest("hex").slice(0, 16);
}
