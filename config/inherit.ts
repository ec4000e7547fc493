import { z } from "zod";
import { isMap } from "./path";
import { cpuQuantity, mebibytes, memoryQuantity, millicores } from "./quantities";
import { schemaAt } from "./schema-walk";
import type { Settings } from "./schema/environment";
import type { Scale } from "./schema/extends";
import type { Resources, Service } from "./schema/services";

function scaledResources({ requests, limits }: Resources, factor: number): Resources {
  const scaledPair = ({ cpu, memory }: Resources["requests"]) => ({
    cpu: cpuQuantity(millicores(cpu) * factor),
    memory: memoryQuantity(mebibytes(memory) * factor),
  });
  return { requests: scaledPair(requests), limits: scaledPair(limits) };
}

function mapValues<Value>(
  map: Readonly<Record<string, Value>>,
  change: (value: Value) => Value,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));
}

/** The inherited environment, shrunk. A number of replicas that is 0 stays 0. */
export function scaled<T extends Pick<Settings, "services" | "temporal">>(
  inherited: T,
  { replicas, maxReplicas, resources = 1 }: Scale,
): T {
  const { services, temporal } = inherited;
  const service = (original: Service): Service => ({
    ...original,
    replicas: replicas ?? original.replicas,
    resources: scaledResources(original.resources, resources),
    ...(original.autoscaling && {
      autoscaling: { ...original.autoscaling, maxReplicas: maxReplicas ?? original.autoscaling.maxReplicas },
    }),
  });
  const pods = mapValues(temporal.replicas, (count) => (count === 0 ? 0 : (replicas ?? count)));
  return {
    ...inherited,
    services: mapValues(services, service),
    temporal: {
      ...temporal,
      replicas: pods as Settings["temporal"]["replicas"],
      resources: scaledResources(temporal.resources, resources),
      webResources: scaledResources(temporal.webResources, resources),
    },
  };
}

/**
 * Maps merge key by key, `null` removes an inherited key, everything else replaces: also a map that `schema` knows
 * alternatives of, since the keys of one alternative mean nothing in another.
 */
export function merged(inherited: unknown, own: unknown, schema?: z.ZodType): unknown {
  if (!isMap(inherited) || !isMap(own) || schema instanceof z.ZodUnion) return own;
  const result: Record<PropertyKey, unknown> = { ...inherited };
  for (const [key, value] of Object.entries(own)) {
    if (value === null && key in inherited) delete result[key];
    else result[key] = merged(inherited[key], value, schema && schemaAt(schema, [key]));
  }
  return result;
}
