import type { Environment } from "./schema/environment";
import type { Service } from "./schema/services";

/** Stands for the environment's domain in the values of variables. */
export const DOMAIN = "{domain}";

/** Matches whatever looks like a placeholder. */
export const PLACEHOLDER = /\{\w+\}/g;

/** The environment with the placeholders of its services' variables filled in. */
export function expanded<T extends Pick<Environment, "domain" | "services">>(environment: T): T {
  const { domain, services } = environment;
  const filled = ({ env, ...service }: Service): Service => ({
    ...service,
    env: Object.fromEntries(Object.entries(env).map(([key, value]) => [key, value.replaceAll(DOMAIN, domain)])),
  });
  const entries = Object.entries(services).map(([name, service]) => [name, filled(service)] as const);
  return { ...environment, services: Object.fromEntries(entries) };
}
