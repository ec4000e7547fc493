import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** What one run of a process took. */
export interface Usage {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
}

/** A program to measure: arguments of node, the folder to run in, the environment's name. */
export interface Subject {
  readonly name: string;
  readonly arguments: readonly string[];
  readonly folder: string;
  readonly runs: number;
}

function run({ name, arguments: args, folder }: Subject): Usage {
  const began = process.hrtime.bigint();
  const child = spawnSync(process.execPath, ["-r", join(__dirname, "usage-reporter.cjs"), ...args], {
    cwd: folder,
    env: { ...process.env, FLOWMAESTRO_ENV: "production" },
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  if (child.status !== 0) throw new Error(`${name} failed:\n${child.stderr.toString()}`);
  return { seconds, ...(JSON.parse(child.output[3]!.toString()) as Omit<Usage, "seconds">) };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Medians of every subject. The runs alternate, so that a slow minute of the machine hits all of them. */
export function measure(subjects: readonly Subject[]): ReadonlyMap<string, Usage> {
  const usages = new Map(subjects.map(({ name }) => [name, [] as Usage[]]));
  for (const subject of subjects) run(subject); // warms the file cache
  for (let round = 0; round < Math.max(...subjects.map(({ runs }) => runs)); round += 1) {
    for (const subject of subjects) if (round < subject.runs) usages.get(subject.name)!.push(run(subject));
  }
  return new Map(
    [...usages].map(([name, all]) => [
      name,
      {
        seconds: median(all.map(({ seconds }) => seconds)),
        cpuSeconds: median(all.map(({ cpuSeconds }) => cpuSeconds)),
        peakMegabytes: median(all.map(({ peakMegabytes }) => peakMegabytes)),
      },
    ]),
  );
}
