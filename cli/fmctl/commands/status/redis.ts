import { z } from "zod";
import type { Environment } from "../../../../config/schema/environment";
import { physicalName } from "../../../../constructs/shared/names";
import { execute } from "../../cluster/exec";
import { readyPod } from "../../cluster/pods";
import { isLocal } from "../../context";
import type { Examine, Look } from "./section";

/** https://cloud.google.com/memorystore/docs/redis/reference/rest/v1/projects.locations.instances */
const instanceSchema = z.object({
  state: z.string(),
  tier: z.string().optional(),
  memorySizeGb: z.number().optional(),
  redisVersion: z.string().optional(),
  statusMessage: z.string().optional(),
});

async function cloudRedis({ context }: Look, { name: environment, project, region }: Environment) {
  const name = physicalName("redis", "redis");
  const path = `v1/projects/${project}/locations/${region}/instances/${name}`;
  const found = await (await context.google()).find({ service: "redis", path }, instanceSchema);
  if (!found) {
    const problem = {
      what: `project ${project} has no Redis ${name}`,
      next: `fmctl deploy ${environment} --only data`,
    };
    return { rows: [], facts: null, problems: [problem], states: { redis: "none" } };
  }
  const { state, tier = "?", memorySizeGb = 0, redisVersion = "?", statusMessage } = found;
  const next = `https://console.cloud.google.com/memorystore/redis/locations/${region}/instances/${name}/details?project=${project}`;
  const problem = { what: `Redis ${name} is ${state}${statusMessage ? `: ${statusMessage}` : ""}`, next };
  return {
    rows: [[name, state, redisVersion, tier, `${memorySizeGb} GB`]],
    facts: { name, ...found },
    problems: state === "READY" ? [] : [problem],
    states: { redis: state },
  };
}

async function localRedis({ cluster }: Look) {
  const connected = await cluster();
  const pod = await readyPod(connected, "redis", "app.kubernetes.io/instance=redis");
  const info = await execute(connected, { pod, container: "redis", command: ["redis-cli", "INFO"] });
  const value = (key: string) => new RegExp(`^${key}:(.*?)\\r?$`, "m").exec(info)?.[1] ?? "?";
  const [version, memory, clients] = [value("redis_version"), value("used_memory_human"), value("connected_clients")];
  return {
    rows: [[pod, "ready", `Redis ${version}`, `${memory} used`, `${clients} clients`]],
    facts: { pod, version, memory, clients: Number(clients) },
    problems: [],
    states: { redis: "ready" },
  };
}

/** Redis: Memorystore, or the pod that stands in for it. */
export const examineRedis: Examine = (look) =>
  isLocal(look.environment) ? localRedis(look) : cloudRedis(look, look.environment);
