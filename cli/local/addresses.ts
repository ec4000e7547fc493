import type { LocalEnvironment } from "../../config/schema/local";
import { NAMESPACE } from "../../stacks/fixed-names";

/** An address on this machine and the command that makes it one. */
export interface Address {
  readonly what: string;
  readonly url: string;
  readonly command: string;
}

const LOCAL_PORTS: Readonly<Record<string, number>> = { frontend: 8080, marketing: 8081 };
const NAMES: Readonly<Record<string, string>> = {
  "api-server": "API",
  frontend: "application",
  marketing: "website",
};
const TEMPORAL_WEB = { service: "temporal-server-web", port: 8080, localPort: 8088 };
/** Below it only root may listen. */
const FIRST_FREE_PORT = 1024;

function localPort(service: string, port: number): number {
  return LOCAL_PORTS[service] ?? (port < FIRST_FREE_PORT ? port + 10_000 : port);
}

/** Where everything can be reached, as environments/local.yaml tells the application too. */
export function addresses({ services, temporal }: LocalEnvironment, context: string): readonly Address[] {
  const address = (what: string, service: string, from: number, to: number): Address => ({
    what,
    url: `http://localhost:${from}`,
    command: `kubectl --context ${context} --namespace ${NAMESPACE} port-forward service/${service} ${from}:${to}`,
  });
  const own = Object.entries(services).flatMap(([service, { port }]) =>
    port === undefined ? [] : [address(NAMES[service] ?? service, service, localPort(service, port), port)],
  );
  const { service, port, localPort: from } = TEMPORAL_WEB;
  return temporal.replicas.web > 0 ? [...own, address("Temporal", service, from, port)] : own;
}

/** The addresses for a person: each is there while its command runs. */
export function addressLines(all: readonly Address[]): readonly string[] {
  const width = Math.max(...all.map(({ what }) => what.length));
  return all.flatMap(({ what, url, command }) => [`  ${what.padEnd(width)}  ${url}`, `    ${command}`]);
}
