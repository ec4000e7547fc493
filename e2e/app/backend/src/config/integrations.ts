import type { Variables } from "./read-environment";

/** The catalogue of integrations is long and open, so their variables are known by how they end. */
const INTEGRATION = /^[A-Z][A-Z0-9_]*_(API_KEY|TOKEN|CLIENT_ID|CLIENT_SECRET)$/;

/** Names, and only names, of the integrations' variables that are set. */
export function integrationNames(variables: Variables): string[] {
  return Object.keys(variables)
    .filter((name) => INTEGRATION.test(name) && variables[name])
    .sort();
}
