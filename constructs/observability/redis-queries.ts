import { googleSeries } from "./prometheus";

const RESOURCE = "redis_instance";
const metric = (name: string) => `redis.googleapis.com/${name}`;

/** What PromQL says about a Redis instance. */
export interface RedisQueries {
  /** From 0 to 1. */
  readonly memory: string;
  /** Keys a minute. */
  readonly evictions: string;
  /** How often a node's role changed within 10 minutes. */
  readonly roleChanges: string;
}

/** @param instanceId `projects/PROJECT/locations/REGION/instances/NAME`, as the metrics have it */
export function redisQueries(instanceId: string): RedisQueries {
  const series = (name: string) => googleSeries(metric(name), RESOURCE, { instance_id: instanceId });
  return {
    memory: `max(${series("stats/memory/usage_ratio")})`,
    evictions: `sum(rate(${series("stats/evicted_keys")}[5m])) * 60`,
    roleChanges: `max(changes(${series("replication/role")}[10m]))`,
  };
}
