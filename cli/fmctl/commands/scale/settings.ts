import { connectionBudget } from "../../../../config/checks/connection-budget";
import type { AnyEnvironment } from "../../context";
import { isLocal } from "../../context";

/** How many pods there are to be. */
export interface Scale {
  readonly min: number;
  /** @default - there is no autoscaler */
  readonly max?: number | undefined;
}

/** Temporal's roles by their Deployments. */
const TEMPORAL = /^temporal-server-(frontend|history|matching|worker|web)$/;
type Role = keyof AnyEnvironment["temporal"]["replicas"];

/** The keys of the environment file that say the same, each with its value. */
export function keysFor(name: string, { min, max }: Scale): readonly string[] {
  const role = TEMPORAL.exec(name)?.[1];
  if (role !== undefined) return [`temporal.replicas.${role}: ${min}`];
  const own = `services.${name}`;
  return [`${own}.replicas: ${min}`, ...(max === undefined ? [] : [`${own}.autoscaling.maxReplicas: ${max}`])];
}

/** The environment as if its file said so. */
function scaled(environment: AnyEnvironment, name: string, { min, max }: Scale): AnyEnvironment {
  const role = TEMPORAL.exec(name)?.[1] as Role | undefined;
  if (role !== undefined) {
    const { temporal } = environment;
    return { ...environment, temporal: { ...temporal, replicas: { ...temporal.replicas, [role]: min } } };
  }
  const service = environment.services[name]!;
  const autoscaling = service.autoscaling && {
    ...service.autoscaling,
    maxReplicas: max ?? service.autoscaling.maxReplicas,
  };
  return { ...environment, services: { ...environment.services, [name]: { ...service, replicas: min, autoscaling } } };
}

/** What the pods could ask of the database, and what it accepts. */
export interface Excess {
  /** Connections. */
  readonly wanted: number;
  /** Connections: `max_connections`, which the data stack has made of the environment file. */
  readonly accepted: number;
}

/** By how much the pods could outgrow the database's connections; nothing when they cannot. */
export function excessConnections(environment: AnyEnvironment, name: string, scale: Scale): Excess | undefined {
  const more = scaled(environment, name, scale);
  if (isLocal(environment) || isLocal(more)) return undefined;
  const { maxConnections: accepted } = connectionBudget(environment);
  const { total: wanted } = connectionBudget(more);
  return wanted > accepted ? { wanted, accepted } : undefined;
}
