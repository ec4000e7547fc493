import type { Environment } from "./schema/environment";

/** An edition of Cloud SQL. */
export type Edition = Environment["database"]["edition"];

const MB_PER_GB = 1024;

/** Tiers that share a core, by memory in MB. */
const SHARED_CORE: Readonly<Record<string, number>> = { "db-f1-micro": 614, "db-g1-small": 1740 };

/**
 * Machine types of the ENTERPRISE_PLUS edition, by memory in MB. Its C4A series cannot have a PD_SSD disk.
 *
 * @see https://docs.cloud.google.com/sql/docs/postgres/machine-series-overview
 */
const PERFORMANCE_OPTIMIZED: Readonly<Record<string, number>> = {
  "db-perf-optimized-N-2": 16 * MB_PER_GB,
  "db-perf-optimized-N-4": 32 * MB_PER_GB,
  "db-perf-optimized-N-8": 64 * MB_PER_GB,
  "db-perf-optimized-N-16": 128 * MB_PER_GB,
  "db-perf-optimized-N-32": 256 * MB_PER_GB,
  "db-perf-optimized-N-48": 384 * MB_PER_GB,
  "db-perf-optimized-N-64": 512 * MB_PER_GB,
  "db-perf-optimized-N-80": 640 * MB_PER_GB,
  "db-perf-optimized-N-96": 768 * MB_PER_GB,
  "db-perf-optimized-N-128": 864 * MB_PER_GB,
};

/**
 * What Cloud SQL sets `max_connections` to by default, by the memory from which it does, in MB: what Google holds the
 * machine able to bear. The tier is the smallest of the ENTERPRISE edition with that memory.
 *
 * @see https://docs.cloud.google.com/sql/docs/postgres/flags (the row `max_connections`, as of October 2026)
 */
const CONNECTIONS = [
  { memoryMb: 0, connections: 25, tier: "db-f1-micro" },
  { memoryMb: 1740, connections: 50, tier: "db-g1-small" },
  { memoryMb: 3.75 * MB_PER_GB, connections: 100, tier: "db-custom-1-3840" },
  { memoryMb: 6 * MB_PER_GB, connections: 200, tier: "db-custom-1-6144" },
  { memoryMb: 7.5 * MB_PER_GB, connections: 400, tier: "db-custom-2-7680" },
  { memoryMb: 15 * MB_PER_GB, connections: 500, tier: "db-custom-4-15360" },
  { memoryMb: 30 * MB_PER_GB, connections: 600, tier: "db-custom-8-30720" },
  { memoryMb: 60 * MB_PER_GB, connections: 800, tier: "db-custom-16-61440" },
  { memoryMb: 120 * MB_PER_GB, connections: 1000, tier: "db-custom-32-122880" },
] as const;

const MAX_VCPUS = 96;
const MIN_MEMORY_MB = 3840;
const MEMORY_STEP_MB = 256;
const MEMORY_MB_PER_VCPU = { min: 0.9 * MB_PER_GB, max: 6.5 * MB_PER_GB };

/** A machine that shares its cores with nobody. */
export interface DedicatedMachine {
  readonly vcpus: number;
  readonly memoryMb: number;
}

function customMachine(tier: string): DedicatedMachine | undefined {
  const [, vcpus, memoryMb] = /^db-custom-(\d+)-(\d+)$/.exec(tier) ?? [];
  return vcpus && memoryMb ? { vcpus: Number(vcpus), memoryMb: Number(memoryMb) } : undefined;
}

/**
 * The rule that a machine type `db-custom-VCPUS-MEMORY_MB` breaks, or nothing.
 *
 * @see https://docs.cloud.google.com/sql/docs/postgres/instance-settings (cores and memory in the ENTERPRISE edition)
 */
export function customMachineProblem(tier: string): string | undefined {
  const { vcpus, memoryMb } = customMachine(tier) ?? { vcpus: 0, memoryMb: 0 };
  const even = vcpus > 0 && vcpus % 2 === 0;
  if (vcpus > MAX_VCPUS || !(vcpus === 1 || even)) return `1 vCPU, or an even number up to ${MAX_VCPUS}`;
  const steps = (mb: number) => mb / MEMORY_STEP_MB;
  const least = Math.max(MIN_MEMORY_MB, Math.ceil(steps(vcpus * MEMORY_MB_PER_VCPU.min)) * MEMORY_STEP_MB);
  const most = Math.floor(steps(vcpus * MEMORY_MB_PER_VCPU.max)) * MEMORY_STEP_MB;
  const possible = memoryMb >= least && memoryMb <= most && Number.isInteger(steps(memoryMb));
  return possible ? undefined : `${least} to ${most} MB for ${vcpus} vCPU, in steps of ${MEMORY_STEP_MB}`;
}

/** The machine behind a tier; nothing for a tier that shares a core, or that there is not. */
export function dedicatedMachine(tier: string): DedicatedMachine | undefined {
  const memoryMb = PERFORMANCE_OPTIMIZED[tier];
  return memoryMb === undefined ? customMachine(tier) : { vcpus: Number(tier.split("-").at(-1)), memoryMb };
}

/** Whether a tier shares a core with others'. Google promises no availability for it. */
export function sharesCore(tier: string): boolean {
  return tier in SHARED_CORE;
}

/** Machine types that an edition has ready-made. */
export function namedTiers(edition: Edition): readonly string[] {
  return Object.keys(edition === "ENTERPRISE" ? SHARED_CORE : PERFORMANCE_OPTIMIZED);
}

/** The most connections a tier can reasonably bear; nothing when there is no such tier. */
export function connectionLimit(tier: string): number | undefined {
  const memoryMb = SHARED_CORE[tier] ?? PERFORMANCE_OPTIMIZED[tier] ?? customMachine(tier)?.memoryMb;
  return memoryMb === undefined ? undefined : CONNECTIONS.findLast((row) => memoryMb >= row.memoryMb)?.connections;
}

/** The smallest tier of an edition that can bear `connections`; nothing when none can. */
export function smallestTierFor(connections: number, edition: Edition): string | undefined {
  const tiers = edition === "ENTERPRISE" ? CONNECTIONS.map(({ tier }) => tier) : namedTiers(edition);
  return tiers.find((tier) => (connectionLimit(tier) ?? 0) >= connections);
}
