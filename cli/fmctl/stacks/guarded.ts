import type { Environment } from "../../../config/schema/environment";

const PRODUCTION = "production";

/**
 * Whether somebody has to type an environment's name before it is changed: one that is protected from deletion holds what
 * somebody needs, and production does in any case.
 */
export function isGuarded({ name, deletionProtection }: Environment): boolean {
  return deletionProtection.enabled || name === PRODUCTION;
}
