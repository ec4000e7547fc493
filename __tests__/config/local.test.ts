import { loadAnyEnvironment, loadEnvironment } from "../../config/load";
import type { LocalEnvironment } from "../../config/schema/local";
import { environmentFolder } from "./environment-folder";

const LOCAL = "extends: { environment: production }\nkubernetes: {}\n";
const load = (yaml: string) => loadAnyEnvironment("test", environmentFolder({ test: yaml })) as LocalEnvironment;

describe("a local environment", () => {
  test("takes over what production runs, not where", () => {
    // WHEN
    const local = load(LOCAL);
    const production = loadEnvironment("production");

    // THEN
    expect(Object.keys(local.services)).toEqual(Object.keys(production.services));
    expect(local.temporal).toEqual(production.temporal);
    expect(local).not.toHaveProperty("project");
    expect(local.backend).toEqual({ type: "local" });
  });

  test("is shrunk before its own keys apply", () => {
    // WHEN
    const { services } = load("extends: { environment: production, replicas: 1, resources: 0.5 }\nkubernetes: {}\n");

    // THEN
    expect(services["api-server"]).toMatchObject({ replicas: 1, resources: { requests: { cpu: "250m" } } });
  });

  test("shares no project with the environment that it starts from", () => {
    // GIVEN
    const folder = environmentFolder({ test: LOCAL });

    // THEN
    expect(() => loadEnvironment("production", folder)).not.toThrow();
  });

  test("refuses what only Google Cloud has", () => {
    expect(() => load(`${LOCAL}project: acme-test\n`)).toThrow(
      /^environments\/test\.yaml: project: got "project", expected/,
    );
  });

  test("refuses a moving image", () => {
    expect(() => load(`${LOCAL.replace("{}\n", "{ redis: { image: 'redis:latest' } }\n")}`)).toThrow(
      'kubernetes.redis.image: got "redis:latest", expected an image with a fixed tag',
    );
  });

  test("refuses to be taken for one in Google Cloud", () => {
    expect(() => loadEnvironment("local")).toThrow(
      'FLOWMAESTRO_ENV: got "local", expected an environment in Google Cloud; name one whose file has a project.',
    );
  });
});
