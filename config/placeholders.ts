import type { Environment } from "./schema/environment";
import type { Service } from "./schema/services";

/** What a variable's value may ask for, in braces. */
export const PLACEHOLDERS = ["domain"] as const satisfies readonly (keyof Environment)[];

/** Matches a placeholder, known or not; its name is the first group. */
export const PLACEHOLDER = /\{(\w+)\}/g;

/** The environment with the placeholders of its services' variables filled in: `{domain}` is its domain. */
export function expanded(environment: Environment): Environment {
  const values: Readonly<Record<string, string>> = { domain: environment.domain };
  const filled = (text: string) => text.replace(PLACEHOLDER, (whole, name: string) => values[name] ?? whole);
  const service = ({ env, ...rest }: Service): Service => ({
    ...rest,
    env: Object.fromEntries(Object.entries(env).map(([key, value]) => [key, filled(value)])),
  });
  const services = Object.entries(environment.services).map(([name, original]) => [name, service(original)] as const);
  return { ...environment, services: Object.fromEntries(services) };
}
