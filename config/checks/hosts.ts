import { didYouMean } from "../nearest";
import type { Finding } from "../problem";
import type { Environment } from "../schema/environment";
import type { Service } from "../schema/services";

/** The balancer asks for health where it sends requests, and no other port is open to it. */
function* checkHealthPort(name: string, { port, health }: Service): Iterable<Finding> {
  if (health?.port === undefined || health.port === port) return;
  const path = ["services", name, "health", "port"];
  yield {
    path,
    got: health.port,
    expected: `${port}, the service's own port, since a host leads to it`,
    fix: "leave it out",
  };
}

/** Every host is answered by a service that can be called. */
export function* checkHosts({ hosts, services }: Pick<Environment, "hosts" | "services">): Iterable<Finding> {
  const callable = Object.keys(services).filter((name) => services[name]?.port !== undefined);
  for (const [host, got] of Object.entries(hosts)) {
    const path = ["hosts", host];
    if (callable.includes(got)) {
      yield* checkHealthPort(got, services[got]!);
      continue;
    }
    if (got in services) {
      const fix = `give services.${got} a port, or name another service`;
      yield { path, got, expected: "a service that has a port", fix };
    } else {
      yield {
        path,
        got,
        expected: `one of ${callable.join(", ")}`,
        fix: didYouMean(got, callable, "name one of them"),
      };
    }
  }
}
