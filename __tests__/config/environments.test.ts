import { connectionBudget } from "../../config/checks/connection-budget";
import { ENVIRONMENTS_FOLDER, environmentNames, loadAnyEnvironment, loadEnvironment } from "../../config/load";
import { isMap } from "../../config/path";

/** Every value of an environment by its dotted path; lists are values. */
function leaves(value: unknown, path = ""): readonly (readonly [string, unknown])[] {
  if (!isMap(value)) return [[path, value]];
  return Object.entries(value).flatMap(([key, below]) => leaves(below, path ? `${path}.${key}` : key));
}

function differences(before: unknown, after: unknown): Readonly<Record<string, readonly [unknown, unknown]>> {
  const [left, right] = [Object.fromEntries(leaves(before)), Object.fromEntries(leaves(after))];
  const paths = Object.keys({ ...left, ...right });
  const changed = paths.filter((path) => JSON.stringify(left[path]) !== JSON.stringify(right[path]));
  return Object.fromEntries(changed.map((path) => [path, [left[path], right[path]]]));
}

test.each(environmentNames())("environment %s is valid", (name) => {
  expect(loadAnyEnvironment(name).name).toBe(name);
});

test("the environments are the files of the folder", () => {
  expect(ENVIRONMENTS_FOLDER).toMatch(/environments$/);
  expect(environmentNames()).toEqual(expect.arrayContaining(["local", "production", "staging"]));
});

test("production has the sizes FlowMaestro was designed for", () => {
  // WHEN
  const { database, redis, services, temporal, network } = loadEnvironment("production");

  // THEN
  expect(database).toMatchObject({ version: "POSTGRES_15", edition: "ENTERPRISE", tier: "db-custom-2-7680" });
  expect(redis).toMatchObject({ version: "REDIS_7_0", tier: "STANDARD_HA", memorySizeGb: 5, transitEncryption: false });
  expect(temporal).toMatchObject({ historyShards: 512, retentionDays: 30, replicas: { frontend: 3, web: 1 } });
  expect(network).toMatchObject({ subnetCidr: "10.0.0.0/20", podCidr: "10.4.0.0/14", serviceCidr: "10.8.0.0/20" });
  expect(Object.keys(services)).toEqual(["api-server", "temporal-worker", "frontend", "marketing"]);
  expect(services["api-server"]).toMatchObject({ replicas: 3, autoscaling: { maxReplicas: 10, memoryPercent: 80 } });
});

test.each([
  ["production", 312, 320],
  ["staging", 98, 100],
])("%s may open %i connections, so the database accepts %i", (name, total, maxConnections) => {
  expect(connectionBudget(loadEnvironment(name))).toMatchObject({ total, maxConnections });
});

test("staging differs from production in what its file says, and in nothing else", () => {
  const hosts = (host: string) => [
    `https://${host}.flowmaestro.example.com`,
    `https://${host}.staging.flowmaestro.example.com`,
  ];
  const addresses = (service: string) => ({
    [`services.${service}.env.CORS_ORIGIN`]: hosts("app"),
    [`services.${service}.env.API_URL`]: hosts("api"),
    [`services.${service}.env.APP_URL`]: hosts("app"),
    [`services.${service}.env.MARKETING_URL`]: hosts("www"),
  });
  const scale = (service: string, replicas: number, maxReplicas: number) => ({
    [`services.${service}.replicas`]: [replicas, 1],
    [`services.${service}.autoscaling.maxReplicas`]: [maxReplicas, 2],
  });
  const half = (path: string, ...[cpu, memory, cpuLimit, memoryLimit]: [string, string][]) => ({
    [`${path}.requests.cpu`]: cpu,
    [`${path}.requests.memory`]: memory,
    [`${path}.limits.cpu`]: cpuLimit,
    [`${path}.limits.memory`]: memoryLimit,
  });
  const site = [
    ["100m", "50m"],
    ["128Mi", "64Mi"],
    ["500m", "250m"],
    ["256Mi", "128Mi"],
  ] as [string, string][];
  const server = [
    ["500m", "250m"],
    ["512Mi", "256Mi"],
    ["2", "1"],
    ["2Gi", "1Gi"],
  ] as [string, string][];

  expect(differences(loadEnvironment("production"), loadEnvironment("staging"))).toEqual({
    name: ["production", "staging"],
    project: ["flowmaestro-production", "flowmaestro-staging"],
    domain: ["flowmaestro.example.com", "staging.flowmaestro.example.com"],
    "observability.channels.email.addresses": [
      ["ops@flowmaestro.example.com"],
      ["ops@staging.flowmaestro.example.com"],
    ],
    "deletionProtection.enabled": [true, false],
    "deletionProtection.reason": [undefined, "Staging holds no customer's data and is rebuilt at will."],
    "exceptions.custom.cloudsqlRequireHighAvailability.reason": [
      undefined,
      "Nobody but ourselves waits when staging is down for as long as a zone.",
    ],
    "database.tier": ["db-custom-2-7680", "db-custom-1-3840"],
    "database.diskSizeGb": [100, 20],
    "database.diskSizeLimitGb": [500, 100],
    "database.highAvailability": [true, false],
    "redis.tier": ["STANDARD_HA", "BASIC"],
    "redis.memorySizeGb": [5, 1],
    ...addresses("api-server"),
    ...addresses("temporal-worker"),
    ...scale("api-server", 3, 10),
    ...scale("temporal-worker", 2, 5),
    ...scale("frontend", 3, 10),
    ...scale("marketing", 2, 5),
    ...half("services.api-server.resources", ...server),
    ...half("services.temporal-worker.resources", ["1", "500m"], ["1Gi", "512Mi"], ["4", "2"], ["4Gi", "2Gi"]),
    ...half("services.frontend.resources", ...site),
    ...half("services.marketing.resources", ...site),
    "temporal.pools.default": [8, 4],
    "temporal.pools.visibility": [4, 2],
    "temporal.replicas.frontend": [3, 1],
    "temporal.replicas.history": [3, 1],
    "temporal.replicas.matching": [3, 1],
    "temporal.replicas.worker": [3, 1],
    ...half("temporal.resources", ...server),
    ...half("temporal.webResources", ...site),
  });
});
