import { checkConnectionBudget, connectionBudget } from "../../../config/checks/connection-budget";
import { production, saidOf } from "./production";

const said = (changes: object) => saidOf(checkConnectionBudget, changes);

test("counts every pod that connects, at its maximum and in a rollout", () => {
  expect(connectionBudget(production())).toEqual({
    demands: [
      { workload: "Temporal frontend", pods: 3, surge: 1, connectionsPerPod: 12, connections: 48 },
      { workload: "Temporal history", pods: 3, surge: 1, connectionsPerPod: 12, connections: 48 },
      { workload: "Temporal matching", pods: 3, surge: 1, connectionsPerPod: 12, connections: 48 },
      { workload: "Temporal worker", pods: 3, surge: 1, connectionsPerPod: 12, connections: 48 },
      { workload: "api-server", pods: 10, surge: 3, connectionsPerPod: 5, connections: 65 },
      { workload: "temporal-worker", pods: 5, surge: 2, connectionsPerPod: 5, connections: 35 },
    ],
    reserved: 20,
    total: 312,
    maxConnections: 320,
  });
});

test("counts the replicas of a service without an autoscaler", () => {
  const { demands } = connectionBudget(production({ services: { "api-server": { autoscaling: null } } }));
  expect(demands.find(({ workload }) => workload === "api-server")).toMatchObject({ pods: 3, surge: 1 });
});

test("does not round up what is round already", () => {
  const { total, maxConnections } = connectionBudget(production({ database: { reservedConnections: 28 } }));
  expect({ total, maxConnections }).toEqual({ total: 320, maxConnections: 320 });
});

test("accepts exactly what the tier bears", () => {
  // GIVEN 292 connections without the reserve, and 400 of the tier
  expect(said({ database: { reservedConnections: 108 } })).toEqual([]);
  expect(said({ database: { reservedConnections: 109 } })).toHaveLength(1);
});

test("refuses a tier that is too small, shows the sum, and says what would fit", () => {
  expect(said({ database: { tier: "db-custom-1-3840" } })).toEqual([
    'database.tier: got "db-custom-1-3840", expected a tier for 320 connections, as this one bears 100: ' +
      "Temporal frontend (3 + 1 in a rollout) × 12 = 48, Temporal history (3 + 1 in a rollout) × 12 = 48, " +
      "Temporal matching (3 + 1 in a rollout) × 12 = 48, Temporal worker (3 + 1 in a rollout) × 12 = 48, " +
      "api-server (10 + 3 in a rollout) × 5 = 65, temporal-worker (5 + 2 in a rollout) × 5 = 35, reserved 20, " +
      "in all 312; use db-custom-2-7680 or a larger one, or lower database.poolSize (5), temporal.pools.default " +
      "(8) or " +
      "temporal.pools.visibility (4).",
  ]);
});

test("refuses pools that no tier can bear", () => {
  const [sentence] = said({ database: { poolSize: 100 } });
  expect(sentence).toMatch(
    /in all 2212; there is no such tier, so lower database\.poolSize \(100\), temporal\.pools\.default/,
  );
});

test("leaves a tier that does not exist to the check of tiers", () => {
  expect(said({ database: { tier: "db-n1-standard-1" } })).toEqual([]);
});
