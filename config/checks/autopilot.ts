import type { Path } from "../path";
import type { Finding } from "../problem";
import { cpuQuantity, mebibytes, memoryQuantity, millicores } from "../quantities";
import type { Environment } from "../schema/environment";
import type { Resources } from "../schema/services";

/**
 * Requests of a pod of the general-purpose class, in a cluster that has bursting, as ours is by its version.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/concepts/autopilot-resource-requests#min-max-requests
 */
const CPU_MILLI = { min: 50, max: 30_000 };
const MEMORY_MI = { min: 52, max: 110 * 1024 };
const MEMORY_MI_PER_CPU = { min: 1024, max: 6.5 * 1024 };

function* checkRequests(path: Path, { requests }: Resources): Iterable<Finding> {
  const cpu = millicores(requests.cpu);
  if (cpu < CPU_MILLI.min || cpu > CPU_MILLI.max) {
    const [least, most] = [cpuQuantity(CPU_MILLI.min), cpuQuantity(CPU_MILLI.max)];
    const expected = `${least} to ${most}, which is what Autopilot gives a pod`;
    const fix = cpu < CPU_MILLI.min ? `use ${least} or more` : "spread the work over more pods";
    yield { path: [...path, "cpu"], got: requests.cpu, expected, fix };
    return;
  }
  const least = Math.max(MEMORY_MI.min, Math.ceil((cpu * MEMORY_MI_PER_CPU.min) / 1000));
  const most = Math.min(MEMORY_MI.max, Math.floor((cpu * MEMORY_MI_PER_CPU.max) / 1000));
  const memory = mebibytes(requests.memory);
  if (memory >= least && memory <= most) return;
  // It would not refuse them but raise one of the two, and bill that.
  const expected =
    `${memoryQuantity(least)} to ${memoryQuantity(most)} beside ${requests.cpu} CPU, ` +
    "as Autopilot gives 1 to 6.5 GiB for each CPU and at least 52Mi, and raises what does not fit";
  const needed = cpuQuantity(Math.ceil((memory * 1000) / MEMORY_MI_PER_CPU.max));
  const fix = memory < least ? `use ${memoryQuantity(least)} or more` : `request ${needed} CPU or more, or less memory`;
  yield { path: [...path, "memory"], got: requests.memory, expected, fix };
}

/** Autopilot runs, and bills, every pod as it is requested. */
export function* checkAutopilot({ services, temporal }: Pick<Environment, "services" | "temporal">): Iterable<Finding> {
  for (const [service, { resources }] of Object.entries(services)) {
    yield* checkRequests(["services", service, "resources", "requests"], resources);
  }
  yield* checkRequests(["temporal", "resources", "requests"], temporal.resources);
  yield* checkRequests(["temporal", "webResources", "requests"], temporal.webResources);
}
