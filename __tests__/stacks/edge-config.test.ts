import { loadEnvironment } from "../../config/load";
import type { Environment } from "../../config/schema/environment";
import { edgeConfig } from "../../stacks/edge-config";

const production = (change: Partial<Environment> = {}) => edgeConfig({ ...loadEnvironment("production"), ...change });
const DOMAIN = "flowmaestro.example.com";

test("hosts have their full names, and the port of their service", () => {
  expect(production().hosts).toEqual([
    { host: `api.${DOMAIN}`, service: "api-server", port: 3001 },
    { host: `app.${DOMAIN}`, service: "frontend", port: 80 },
    { host: `www.${DOMAIN}`, service: "marketing", port: 80 },
    { host: DOMAIN, service: "marketing", port: 80 },
  ]);
});

test("certificates have full names too", () => {
  expect(production({ certificates: { one: ["api"], two: ["@"] } }).certificates).toEqual({
    one: [`api.${DOMAIN}`],
    two: [DOMAIN],
  });
});

test("a service that answers for two hosts is behind the load balancer once", () => {
  expect(Object.keys(production().backends)).toEqual(["api-server", "frontend", "marketing"]);
});

test("a WebSocket of the API lives for five minutes, on one pod, and has a minute to end", () => {
  expect(production().backends["api-server"]).toMatchObject({
    port: 3001,
    healthPath: "/health",
    timeoutSeconds: 300,
    drainSeconds: 60,
    sessionAffinity: "CLIENT_IP",
  });
});

test.each(["tcp", "none"])(
  "the load balancer asks at / where readiness is %s, since it cannot only connect",
  (readiness) => {
    // GIVEN
    const { services } = loadEnvironment("production");
    const frontend = { ...services["frontend"]!, health: { readiness, liveness: "tcp" } };

    // THEN
    expect(production({ services: { ...services, frontend } }).backends["frontend"]).toMatchObject({ healthPath: "/" });
  },
);

test("the domain itself answers for unknown hosts", () => {
  expect(production().defaultService).toBe("marketing");
});

test("without it, the first host does", () => {
  expect(production({ hosts: { app: "frontend", api: "api-server" } }).defaultService).toBe("frontend");
});
