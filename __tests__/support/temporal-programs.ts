import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { loadEnvironment } from "../../config/load";
import { helm } from "./helm";
import { temporalChart } from "./temporal-chart";

const POSTGRES = "/usr/lib/postgresql/15/bin";
const FOLDER = join(__dirname, "..", "..", "e2e", "temporal");

/** What the tests run. */
export const programs = {
  /** Folder of PostgreSQL's programs. */
  postgres: POSTGRES,
  /** Runs one container. */
  pod: join(FOLDER, "pod"),
};

/** Folder of production's chart. */
export let chart: string;

/** `describe` where everything is there that a real Temporal needs; elsewhere the tests are skipped, and a line says why. */
export const describeWithTemporal: jest.Describe = available();

function available(): jest.Describe {
  const why = missing();
  if (why === undefined) return describe;
  process.stderr.write(`Temporal tests skipped: ${why}\n`);
  return describe.skip;
}

function missing(): string | undefined {
  if (process.platform !== "linux" || process.getuid?.() !== 0) {
    return "they need root on Linux, for network and mount namespaces";
  }
  if (!existsSync(join(POSTGRES, "initdb"))) return "no PostgreSQL 15: apt-get install postgresql-15";
  for (const [command, ...args] of [
    ["go", "version"],
    [helm, "version"],
    ["openssl", "version"],
    ["ip", "-V"],
    ["nsenter", "-V"],
    ["unshare", "-V"],
    ["setpriv", "-V"],
  ] as const) {
    if (spawnSync(command, args).status !== 0) return `no ${command} on PATH`;
  }
  const { chart: source } = loadEnvironment("production").temporal;
  if (!("version" in source)) return "production's chart is none of a repository";
  const found = temporalChart(source.version);
  if ("missing" in found) return found.missing;
  chart = found.folder;
  return undefined;
}

/**
 * Compiles what is not current: many minutes the first time, seconds later.
 *
 * @returns folder with one tree per container image
 */
export function buildPrograms(): string {
  const { status, stdout } = spawnSync(join(FOLDER, "build"), {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) throw new Error("e2e/temporal/build failed, see above");
  return stdout.trim();
}
