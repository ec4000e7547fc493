import { checkHosts } from "../../../config/checks/hosts";
import { saidOf } from "./production";

const said = (changes: object) => saidOf(checkHosts, changes);

test("accepts the same service behind several hosts", () => {
  expect(said({ hosts: { blog: "marketing", docs: "marketing" } })).toEqual([]);
});

test("refuses a service that does not exist, and suggests the nearest", () => {
  expect(said({ hosts: { api: "api-servr", blog: "wordpress" } })).toEqual([
    'hosts.api: got "api-servr", expected one of api-server, frontend, marketing; did you mean api-server?',
    'hosts.blog: got "wordpress", expected one of api-server, frontend, marketing; name one of them.',
  ]);
});

test("refuses a service that listens on no port", () => {
  expect(said({ hosts: { worker: "temporal-worker" } })).toEqual([
    'hosts.worker: got "temporal-worker", expected a service that has a port; ' +
      "give services.temporal-worker a port, or name another service.",
  ]);
});

test("refuses another port for the health of a service that has a host", () => {
  expect(said({ services: { frontend: { health: { port: 8080 } } } })).toEqual([
    "services.frontend.health.port: got 8080, expected 80, the service's own port, since a host leads to it; leave it out.",
  ]);
});
