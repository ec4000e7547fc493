import { z } from "zod";
import type { Environment } from "../../../../../config/schema/environment";
import { type CloudCheck, type Observation, ok, wrong } from "../check";
import { mostDemand } from "../demand";

const quotaSchema = z.object({
  quotas: z.array(z.object({ metric: z.string(), limit: z.number() })).default([]),
});

/** Autopilot's nodes are at least this large for pods like ours, and spread over three zones. */
const CPUS_A_NODE = 4;
const ZONES = 3;
/** Boot disk of an Autopilot node, in GB; balanced disks count as SSD. */
const DISK_GB_A_NODE = 100;

interface Need {
  readonly metric: string;
  readonly amount: number;
  readonly why: string;
}

/** What the environment takes when it is busiest. A project holds one environment, so the whole quota is its own. */
function regional({ network, ...environment }: Environment): readonly Need[] {
  const { millicores, pods } = mostDemand(environment);
  const cpus = Math.ceil(millicores / 1000);
  const nodes = Math.max(ZONES, Math.ceil(cpus / CPUS_A_NODE));
  const { staticAddresses } = network.nat;
  return [
    { metric: "CPUS", amount: cpus, why: `${pods} pods at their maximum` },
    { metric: "INSTANCES", amount: nodes, why: "about as many nodes" },
    { metric: "SSD_TOTAL_GB", amount: nodes * DISK_GB_A_NODE, why: `boot disks of about ${nodes} nodes` },
    ...(staticAddresses > 0 ? [{ metric: "STATIC_ADDRESSES", amount: staticAddresses, why: "network.nat" }] : []),
  ];
}

/** Of the whole project: the front door and the network. */
const GLOBAL: readonly Need[] = [
  { metric: "NETWORKS", amount: 1, why: "the VPC" },
  { metric: "ROUTERS", amount: 1, why: "the NAT" },
  { metric: "STATIC_ADDRESSES", amount: 1, why: "the load balancer's address" },
  { metric: "SECURITY_POLICIES", amount: 1, why: "Cloud Armor" },
];

function tooSmall(needs: readonly Need[], { quotas }: z.infer<typeof quotaSchema>, where: string, project: string) {
  return needs.flatMap(({ metric, amount, why }): readonly Observation[] => {
    const limit = quotas.find((quota) => quota.metric === metric)?.limit;
    if (limit === undefined || limit >= amount) return [];
    const page = `https://console.cloud.google.com/iam-admin/quotas?project=${project}`;
    return [wrong(`${metric} in ${where} is ${limit}, expected ${amount} (${why})`, `ask for more: ${page}`)];
  });
}

/** Compute Engine's quotas bear the environment when it is busiest. */
export const computeQuotas: CloudCheck = {
  title: "Compute quotas",
  needs: ["project", "billing"],
  optional: true,
  async look({ context, environment }) {
    const { project, region } = environment;
    const google = await context.google();
    const base = { service: "compute" };
    const [inRegion, inProject] = await Promise.all([
      google.request({ ...base, path: `compute/v1/projects/${project}/regions/${region}` }, quotaSchema),
      google.request({ ...base, path: `compute/v1/projects/${project}` }, quotaSchema),
    ]);
    const needs = regional(environment);
    const problems = [
      ...tooSmall(needs, inRegion, region, project),
      ...tooSmall(GLOBAL, inProject, "the project", project),
    ];
    if (problems.length > 0) return problems;
    const most = needs.map(({ metric, amount }) => `${metric} ${amount}`).join(", ");
    return [ok(`enough in ${region} for ${most}`)];
  },
};
