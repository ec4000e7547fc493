import { spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { helm } from "./helm";

const REPOSITORY = "https://go.temporal.io/helm-charts";

/** The official chart at a version: a folder, or why there is none here. */
export type TemporalChart = { readonly folder: string } | { readonly missing: string };

/** FLOWMAESTRO_TEMPORAL_CHART names an unpacked copy; without it the chart comes from its repository. */
export function temporalChart(version: string): TemporalChart {
  const given = process.env.FLOWMAESTRO_TEMPORAL_CHART;
  if (given) return { folder: given };
  const folder = mkdtempSync(join(tmpdir(), "temporal-chart-"));
  const pull = ["pull", "temporal", "--repo", REPOSITORY, "--version", version, "--untar", "--untardir", folder];
  const { status, stderr, error } = spawnSync(helm, pull, { encoding: "utf8" });
  if (status === 0) return { folder: join(folder, "temporal") };
  const said = (error?.message ?? stderr).trim().split("\n")[0];
  return { missing: `no Temporal chart; reach ${REPOSITORY} or set FLOWMAESTRO_TEMPORAL_CHART. Helm said: ${said}` };
}
