import { connectionLimit, smallestTierFor } from "../cloud-sql-tiers";
import { podsAtMaximum, rolloutSurge, temporalServerPods } from "../pods";
import type { Finding } from "../problem";
import type { Environment } from "../schema/environment";

/** What one workload asks of the database when it is busiest. */
export interface ConnectionDemand {
  readonly workload: string;
  /** Pods at maximum. */
  readonly pods: number;
  /** Pods that a rollout adds for a while. */
  readonly surge: number;
  readonly connectionsPerPod: number;
  /** `(pods + surge) × connectionsPerPod` */
  readonly connections: number;
}

/** Every connection the database must be able to accept. */
export interface ConnectionBudget {
  readonly demands: readonly ConnectionDemand[];
  /** Kept free for migrations, schema jobs, people and Cloud SQL itself. */
  readonly reserved: number;
  /** All demands and the reserve. */
  readonly total: number;
  /** Value for the flag `max_connections`: the total, rounded up to the next ten, as a change restarts the instance. */
  readonly maxConnections: number;
}

function demand(workload: string, pods: number, connectionsPerPod: number): ConnectionDemand {
  const surge = rolloutSurge(pods);
  return { workload, pods, surge, connectionsPerPod, connections: (pods + surge) * connectionsPerPod };
}

/** How many connections the pods of an environment can open at once, while everything is rolled out. */
export function connectionBudget(environment: Environment): ConnectionBudget {
  const { database, services, temporal } = environment;
  const temporalPool = temporal.pools.default + temporal.pools.visibility;
  const users = Object.entries(services).filter(([, { uses }]) => uses.includes("database"));
  const demands = [
    ...temporalServerPods(environment).map(([role, pods]) => demand(`Temporal ${role}`, pods, temporalPool)),
    ...users.map(([name, service]) => demand(name, podsAtMaximum(service), database.poolSize)),
  ];
  const reserved = database.reservedConnections;
  const total = demands.reduce((sum, { connections }) => sum + connections, reserved);
  return { demands, reserved, total, maxConnections: Math.ceil(total / 10) * 10 };
}

function arithmetic({ demands, reserved, total }: ConnectionBudget): string {
  const terms = demands.map(({ workload, pods, surge, connectionsPerPod, connections }) => {
    return `${workload} (${pods} + ${surge} in a rollout) × ${connectionsPerPod} = ${connections}`;
  });
  return `${[...terms, `reserved ${reserved}`].join(", ")}, in all ${total}`;
}

/** The tier can bear all connections that the pods may open. */
export function* checkConnectionBudget(environment: Environment): Iterable<Finding> {
  const { tier: got, edition, poolSize } = environment.database;
  const { pools } = environment.temporal;
  const budget = connectionBudget(environment);
  const limit = connectionLimit(got);
  if (limit === undefined || budget.maxConnections <= limit) return;

  const larger = smallestTierFor(budget.maxConnections, edition);
  yield {
    path: ["database", "tier"],
    got,
    expected: `a tier for ${budget.maxConnections} connections, as this one bears ${limit}: ${arithmetic(budget)}`,
    fix:
      `${larger ? `use ${larger} or a larger one, or` : "there is no such tier, so"} lower database.poolSize ` +
      `(${poolSize}), temporal.pools.default (${pools.default}) or temporal.pools.visibility (${pools.visibility})`,
  };
}
