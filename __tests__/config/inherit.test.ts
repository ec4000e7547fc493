import { merged, scaled } from "../../config/inherit";
import { loadEnvironment } from "../../config/load";
import { environmentSchema } from "../../config/schema/environment";
import { environmentFolder, fromProduction, refusal } from "./environment-folder";

const load = (own: string, scale?: string) =>
  loadEnvironment("test", environmentFolder({ test: fromProduction(own, scale) }));

describe("merging", () => {
  test("joins maps key by key, and leaves both as they were", () => {
    // GIVEN
    const inherited = { a: { b: 1, c: 2 }, d: 3 };
    const own = { a: { c: 4 }, e: 5 };

    // THEN
    expect(merged(inherited, own)).toEqual({ a: { b: 1, c: 4 }, d: 3, e: 5 });
    expect(inherited).toEqual({ a: { b: 1, c: 2 }, d: 3 });
    expect(own).toEqual({ a: { c: 4 }, e: 5 });
  });

  test("replaces lists, scalars and what is of another kind", () => {
    expect(merged({ a: [1, 2], b: 1, c: { d: 1 } }, { a: [3], b: 2, c: "x" })).toEqual({ a: [3], b: 2, c: "x" });
  });

  test("removes an inherited key with null, and keeps a null that removes nothing", () => {
    expect(merged({ a: 1, b: { c: 1 } }, { a: null, b: { c: null, d: null } })).toEqual({ b: { d: null } });
  });

  test("replaces alternatives as a whole", () => {
    // GIVEN
    const inherited = {
      backend: { type: "cloud", organization: "acme" },
      temporal: { chart: { version: "1" }, retentionDays: 1 },
    };
    const own = { backend: { type: "gcs", bucket: "state" }, temporal: { chart: { path: "./temporal" } } };

    // THEN
    expect(merged(inherited, own, environmentSchema)).toEqual({
      backend: { type: "gcs", bucket: "state" },
      temporal: { chart: { path: "./temporal" }, retentionDays: 1 },
    });
  });
});

describe("an environment that extends another", () => {
  test("keeps what it does not mention", () => {
    expect(load("")).toEqual({ ...loadEnvironment("production"), name: "test", project: "acme-test" });
  });

  test("changes one key of a service and keeps its others", () => {
    const { services } = load("services: { api-server: { timeoutSeconds: 60 } }");
    expect(services["api-server"]).toEqual({
      ...loadEnvironment("production").services["api-server"],
      timeoutSeconds: 60,
    });
  });

  test("removes a service, its autoscaler or its port with null", () => {
    // WHEN
    const { services } = load("services: { temporal-worker: null, api-server: { autoscaling: null } }");

    // THEN
    expect(Object.keys(services)).toEqual(["api-server", "frontend", "marketing"]);
    expect(services["api-server"]).not.toHaveProperty("autoscaling");
  });

  test("returns to the default with null", () => {
    expect(load("services: { api-server: { timeoutSeconds: null } }").services["api-server"]?.timeoutSeconds).toBe(30);
    expect(load("labels: null").labels).toEqual({});
  });

  test("refuses a null that removes nothing", () => {
    expect(refusal("services: { fronted: null }\nkmsKey: null")).toEqual([
      "environments/test.yaml: kmsKey: got null, expected projects/…/locations/…/keyRings/…/cryptoKeys/…; " +
        "give it a value or remove the line.",
      "environments/test.yaml: services.fronted: got null, expected a map; give it a value or remove the line.",
    ]);
  });

  test("puts its own keys above the scale", () => {
    // WHEN
    const own = "services: { frontend: { replicas: 4, autoscaling: { maxReplicas: 6 } } }";
    const { services } = load(own, ", replicas: 1, maxReplicas: 2");

    // THEN
    expect(services.frontend).toMatchObject({ replicas: 4, autoscaling: { maxReplicas: 6 } });
    expect(services.marketing).toMatchObject({ replicas: 1, autoscaling: { maxReplicas: 2 } });
  });

  test("starts from one that itself starts from another", () => {
    // GIVEN
    const folder = environmentFolder({
      middle: "extends: { environment: production }\nproject: acme-middle\ndomain: middle.example.com",
      test: "extends: { environment: middle, replicas: 1 }\nproject: acme-test",
    });

    // WHEN
    const { name, domain, services } = loadEnvironment("test", folder);

    // THEN
    expect({ name, domain, replicas: services["api-server"]?.replicas }).toEqual({
      name: "test",
      domain: "middle.example.com",
      replicas: 1,
    });
    expect(services["api-server"]?.env.API_URL).toBe("https://api.middle.example.com");
  });
});

describe("scaling", () => {
  const production = loadEnvironment("production");

  test("changes nothing without a scale", () => {
    expect(scaled(production, {})).toEqual(production);
  });

  test("sets the pods of services and of Temporal's roles", () => {
    const { services, temporal } = scaled(production, { replicas: 5 });
    expect(Object.values(services).map(({ replicas }) => replicas)).toEqual([5, 5, 5, 5]);
    expect(temporal.replicas).toEqual({ frontend: 5, history: 5, matching: 5, worker: 5, web: 5 });
  });

  test("leaves a role that has no pods without pods", () => {
    // GIVEN
    const { replicas } = production.temporal;
    const withoutWeb = { ...production, temporal: { ...production.temporal, replicas: { ...replicas, web: 0 } } };

    // THEN
    expect(scaled(withoutWeb, { replicas: 2 }).temporal.replicas.web).toBe(0);
  });

  test("gives no autoscaler to a service that has none", () => {
    const frontend = { ...production.services.frontend!, autoscaling: undefined };
    const { services } = scaled({ ...production, services: { frontend } }, { maxReplicas: 2 });
    expect(services.frontend?.autoscaling).toBeUndefined();
  });

  test("rounds requests and limits up, and writes whole cores and gibibytes as such", () => {
    // GIVEN
    const resources = { requests: { cpu: "125m", memory: "129Mi" }, limits: { cpu: "1.5", memory: "4Gi" } };
    const frontend = { ...production.services.frontend!, resources };

    // THEN
    expect(scaled({ ...production, services: { frontend } }, { resources: 0.5 }).services.frontend?.resources).toEqual({
      requests: { cpu: "63m", memory: "65Mi" },
      limits: { cpu: "750m", memory: "2Gi" },
    });
  });
});
