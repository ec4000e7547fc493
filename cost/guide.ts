import type { Environment } from "../config/schema/environment";
import { estimate } from "./estimate";
import { type Nanos, nanos } from "./money";
import type { Prices } from "./prices";
import { map, type Range, sum } from "./range";
import type { Usage } from "./usage";

/** Secrets that the first guide counts on, of which four are the infrastructure's own. */
const GUIDE_INTEGRATIONS = 16;

/** A row of the first guide's table of costs, in dollars, and which of our items it stands for. */
interface GuideRow {
  readonly title: string;
  readonly usd: Range;
  readonly items: readonly string[];
  /** Why ours is elsewhere. @default - it is inside */
  readonly why?: string;
}

const ROWS: readonly GuideRow[] = [
  {
    title: "GKE Autopilot",
    usd: { low: 200, high: 400 },
    items: ["gke-cluster", "gke-service-pods", "gke-temporal-pods"],
    why: "The high end has every autoscaler at its maximum all month, and the fee of a cluster that is not the billing account's first.",
  },
  {
    title: "Cloud SQL PostgreSQL",
    usd: { low: 250, high: 350 },
    items: ["cloud-sql"],
    why: "Two vCPU, 7.5 GB and a 100 GB disk, each twice for the standby, are 231 USD by list price; 250 is reached when the disk has grown.",
  },
  { title: "Memorystore Redis", usd: { low: 150, high: 200 }, items: ["memorystore"] },
  { title: "Load balancer", usd: { low: 20, high: 30 }, items: ["load-balancer"] },
  { title: "Cloud Storage", usd: { low: 1, high: 5 }, items: ["cloud-storage"] },
  {
    title: "Artifact Registry",
    usd: { low: 5, high: 10 },
    items: ["artifact-registry"],
    why: "Most of it are the vulnerability scans of what is pushed, which the guide does not have; its 10 GB of images alone would be 0.95 USD.",
  },
  {
    title: "Secret Manager",
    usd: { low: 0.5, high: 0.5 },
    items: ["secret-manager"],
    why: "20 versions at 0.06 are 1.20 USD, and 0.84 after the six that are free; a rotated secret keeps its old version.",
  },
  {
    title: "Monitoring",
    usd: { low: 0, high: 0 },
    items: ["cloud-logging", "cloud-monitoring"],
    why: "Google's own metrics are included; managed Prometheus, flow logs, logs above 50 GB and many uptime checks are not.",
  },
  { title: "Network egress", usd: { low: 20, high: 50 }, items: ["egress"] },
  {
    title: "Not in the guide's table: NAT and Cloud Armor",
    usd: { low: 0, high: 0 },
    items: ["cloud-nat", "cloud-armor"],
    why: "Private nodes need the one, and an API on the internet should have the other.",
  },
];

/** The guide's own sum. */
const TOTAL: GuideRow = {
  title: "Total",
  usd: { low: 650, high: 1050 },
  items: ROWS.flatMap(({ items }) => items),
  why: "The low end is inside. The high end has everything at its maximum at once, and what the guide leaves out.",
};

/** Where our amount is, seen from the guide's. */
export type Verdict = "inside" | "overlaps" | "above" | "below";

/** The guide's amount and ours. In billionths of a dollar. */
export interface GuideComparison {
  readonly title: string;
  readonly guide: Range;
  readonly ours: Range;
  readonly verdict: Verdict;
  /** Why ours is elsewhere; empty when it is inside. */
  readonly why: string;
}

/**
 * The first guide's high-availability configuration: production with its replicas, one process that is all four roles
 * of Temporal on three pods, two buckets, and twenty secrets.
 */
export function guideEnvironment(production: Environment): Environment {
  const { uploads, artifacts } = production.buckets;
  const { temporal, database } = production;
  return {
    ...production,
    buckets: { uploads: uploads!, artifacts: artifacts! },
    integrationSecrets: Array.from({ length: GUIDE_INTEGRATIONS }, (_, index) => `INTEGRATION_${index + 1}`),
    database: { ...database, backups: { ...database.backups, retained: 7 } },
    temporal: { ...temporal, replicas: { frontend: 3, history: 0, matching: 0, worker: 0, web: 1 } },
  };
}

const cents = (amount: Nanos) => Math.round(amount / nanos(0.01));

function verdictOf(ours: Range, guide: Range): Verdict {
  const [from, to] = [cents(ours.low), cents(ours.high)];
  const [least, most] = [cents(guide.low), cents(guide.high)];
  if (from >= least && to <= most) return "inside";
  if (from > most) return "above";
  return to < least ? "below" : "overlaps";
}

/** The guide's table beside what we estimate for its configuration. */
export function guideComparison(production: Environment, usage: Usage, prices: Prices): readonly GuideComparison[] {
  const { items } = estimate({ environment: guideEnvironment(production), usage }, prices);
  return [...ROWS, TOTAL].map(({ title, usd, items: ids, why = "" }) => {
    const ours = sum(items.filter(({ id }) => ids.includes(id)).map(({ total }) => total));
    const guide = map(usd, nanos);
    return { title, guide, ours, verdict: verdictOf(ours, guide), why };
  });
}
