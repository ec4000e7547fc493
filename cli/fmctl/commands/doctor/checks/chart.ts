import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Check, ok, wrong } from "../check";

const TIMEOUT_MS = 15_000;

/** Temporal's chart can be had, which every plan of the stack workloads needs. */
export const chart: Check = {
  title: "Temporal's chart",
  async look({ context, environment }) {
    const { chart: source } = environment.temporal;
    if ("path" in source) {
      const file = join(resolve(context.project, source.path), "Chart.yaml");
      if (existsSync(file)) return [ok(source.path)];
      return [wrong(`${file} does not exist`, "correct temporal.chart.path in the environment file")];
    }
    const { repository, version } = source;
    // A registry answers only to Helm's own protocol.
    if (repository.startsWith("oci:")) return [ok(`${repository}, version ${version}; not asked`)];
    const index = `${repository.replace(/\/$/, "")}/index.yaml`;
    const elsewhere = "check the network and a proxy, or name a copy in temporal.chart.path";
    try {
      const { status } = await context.fetch(index, { method: "HEAD", signal: AbortSignal.timeout(TIMEOUT_MS) });
      return status < 400
        ? [ok(`${repository}, version ${version}`)]
        : [wrong(`${index}: HTTP status ${status}`, elsewhere)];
    } catch (error) {
      const { message } = ((error as Error).cause ?? error) as Error;
      return [wrong(`${index} cannot be reached: ${message}`, elsewhere)];
    }
  },
};
