import type { Environment } from "./schema/environment";
import type { Service } from "./schema/services";

/** Stands for the environment's domain in the values of variables. */
export const DOMAIN = "{domain}";

/** Matches whatever looks like a placeholder. */
export const PLACEHOLDER = /\{\w+\}/g;

type Expandable = Pick<Environment, "domain" | "services"> & Partial<Pick<Environment, "observability">>;

/** The environment with the placeholders of its services' variables and of its mail addresses filled in. */
export function expanded<T extends Expandable>(environment: T): T {
  const { domain, services, observability } = environment;
  const filledIn = (value: string) => value.replaceAll(DOMAIN, domain);
  const filled = ({ env, ...service }: Service): Service => ({
    ...service,
    env: Object.fromEntries(Object.entries(env).map(([key, value]) => [key, filledIn(value)])),
  });
  const entries = Object.entries(services).map(([name, service]) => [name, filled(service)] as const);
  const result = { ...environment, services: Object.fromEntries(entries) };
  if (!observability) return result;
  const { email } = observability.channels;
  const channels = { ...observability.channels, email: { ...email, addresses: email.addresses.map(filledIn) } };
  return { ...result, observability: { ...observability, channels } };
}
