import type { Environment } from "../config/schema/environment";
import type { Backend, EdgeReleaseProps } from "../constructs/edge/edge-release";
import { hostName } from "./host-name";

/** What the load balancer is told about an environment's hosts. */
export type EdgeConfig = Pick<EdgeReleaseProps, "hosts" | "certificates" | "backends" | "defaultService">;

/** Full host names, the certificates that cover them and the services behind them. */
export function edgeConfig({ hosts, certificates, services, domain }: Environment): EdgeConfig {
  const balanced = [...new Set(Object.values(hosts))];
  const backends = balanced.map((name): [string, Backend] => {
    const { port, health, timeoutSeconds, drainSeconds, sessionAffinity } = services[name]!;
    // A check that only connects would call a pod healthy that answers nothing but errors.
    const healthPath = health.readiness.startsWith("/") ? health.readiness : "/";
    return [name, { port: port!, healthPath, timeoutSeconds, drainSeconds, sessionAffinity }];
  });
  return {
    hosts: Object.entries(hosts).map(([host, service]) => ({
      host: hostName(host, domain),
      service,
      port: services[service]!.port!,
    })),
    certificates: Object.fromEntries(
      Object.entries(certificates).map(([name, labels]) => [name, labels.map((label) => hostName(label, domain))]),
    ),
    backends: Object.fromEntries(backends),
    defaultService: hosts["@"] ?? balanced[0]!,
  };
}
