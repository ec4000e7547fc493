import { existsSync } from "node:fs";
import { join } from "node:path";
import { environmentNames, loadAnyEnvironment } from "../../../config/load";
import { type Binding, bindings } from "../../../constructs/workloads/bindings";
import { readEnvironment, type Variables } from "../backend/src/config/read-environment";
import { apiVariables, workerVariables } from "../backend/src/config/variables";
import { API } from "./variables";

const reference = { name: "any", revision: "1" };
const app = join(__dirname, "..");

const SCHEMAS = [
  ["api-server", apiVariables],
  ["temporal-worker", workerVariables],
] as const;

/** The service and the variables of its pods, with the values of secrets made up. */
function deployed(environmentName: string, serviceName: string) {
  const environment = loadAnyEnvironment(environmentName);
  const service = environment.services[serviceName];
  if (!service) throw new Error(`${environmentName} has no ${serviceName}`);
  const buckets = "buckets" in environment ? Object.keys(environment.buckets) : [];
  const bound: Readonly<Record<string, Binding>> = bindings({
    secrets: {
      database: reference,
      temporalDatabase: reference,
      redis: reference,
      app: reference,
      integrations: reference,
    },
    poolSize: 5,
    databaseSslMode: "no-verify",
    temporalNamespace: environment.temporal.namespace,
    buckets: Object.fromEntries(buckets.map((key) => [key, `example-${key}`])),
  });
  const used = service.uses.map((name) => bound[name] ?? {});
  const fromSecrets = used.flatMap(({ secretEnv }) => Object.keys(secretEnv?.keys ?? {}));
  const variables: Variables = Object.fromEntries([
    ...fromSecrets.map((name) => [name, API[name]] as const),
    ...used.flatMap(({ env }) => Object.entries(env ?? {})),
    ...Object.entries(service.env),
  ]);
  return { service, variables };
}

describe.each(environmentNames())("in %s", (environmentName) => {
  it.each(SCHEMAS)("%s gets what it reads", (serviceName, schema) => {
    const { variables } = deployed(environmentName, serviceName);
    expect(() => readEnvironment(schema, variables)).not.toThrow();
  });

  it.each(SCHEMAS)("%s reads what it gets", (serviceName) => {
    const known = [...Object.keys(apiVariables.shape), ...Object.keys(workerVariables.shape)];
    const { variables } = deployed(environmentName, serviceName);
    expect(Object.keys(variables).filter((name) => !known.includes(name))).toEqual([]);
  });

  it.each(SCHEMAS)("%s starts a file that the build makes", (serviceName) => {
    const [program, file = ""] = deployed(environmentName, serviceName).service.command ?? [];
    expect(program).toBe("node");
    expect(file).toMatch(/^backend\/dist\/backend\/src\/.*\.js$/);
    expect(existsSync(join(app, file.replace("backend/dist/", "").replace(/js$/, "ts")))).toBe(true);
  });
});
