import type { Environment } from "../../../../config/schema/environment";
import { physicalName } from "../../../../constructs/shared/names";
import { NAMESPACE } from "../../../../stacks/fixed-names";
import { hostName } from "../../../../stacks/host-name";
import { addresses } from "../../../local/addresses";
import { type AnyEnvironment, isLocal } from "../../context";

/** Where something is. */
export type Place =
  | { readonly kind: "link"; readonly url: string }
  /** Behind a port-forward to a Service's pods. */
  | {
      readonly kind: "forward";
      readonly service: string;
      readonly selector: string;
      readonly port: number;
      readonly localPort: number;
    };

const TEMPORAL_UI = {
  kind: "forward",
  service: "temporal-server-web",
  selector: "app.kubernetes.io/instance=temporal,app.kubernetes.io/component=web",
  port: 8080,
  localPort: 8088,
} as const;

/** Pages of Google's console. */
function consolePages({ project, region }: Environment): Readonly<Record<string, Place>> {
  const page = (path: string, query = ""): Place => ({
    kind: "link",
    url: `https://console.cloud.google.com/${path}?project=${project}${query}`,
  });
  const logs = encodeURIComponent(`resource.type="k8s_container"\nresource.labels.namespace_name="${NAMESPACE}"`);
  const cluster = `${region}/${physicalName("cluster", "cluster")}`;
  return {
    dashboard: page("monitoring/dashboards"),
    logs: { kind: "link", url: `https://console.cloud.google.com/logs/query;query=${logs}?project=${project}` },
    workloads: page(`kubernetes/clusters/details/${cluster}/details`),
    postgres: page("sql/instances"),
    redis: page("memorystore/redis/instances"),
  };
}

/** Every service that listens, through a port-forward; on the port that environments/local.yaml tells the application. */
function forwards(environment: AnyEnvironment): Readonly<Record<string, Place>> {
  const known = isLocal(environment) ? addresses(environment, "") : [];
  const places = Object.entries(environment.services).flatMap(([service, { port }]) => {
    if (port === undefined) return [];
    const usual = known.find(({ command }) => command.includes(`service/${service} `))?.url;
    const localPort = usual ? Number(new URL(usual).port) : port < 1024 ? port + 10_000 : port;
    const selector = `app.kubernetes.io/instance=${service}`;
    return [[service, { kind: "forward", service, selector, port, localPort } satisfies Place] as const];
  });
  return Object.fromEntries(places);
}

/** What hosts are called when there is no load balancer. */
const LOCAL_HOSTS = { api: "api-server", app: "frontend", www: "marketing" };

/** All that can be opened in an environment, by its name. */
export function placesOf(environment: AnyEnvironment): Readonly<Record<string, Place>> {
  const services = forwards(environment);
  const web: Readonly<Record<string, Place>> =
    environment.temporal.replicas.web > 0 ? { "temporal-ui": TEMPORAL_UI } : {};
  if (isLocal(environment)) {
    const hosts = { ...LOCAL_HOSTS, ...environment.hosts };
    const aliases = Object.entries(hosts).flatMap(([host, service]) =>
      services[service] ? [[host, services[service]] as const] : [],
    );
    return { ...services, ...Object.fromEntries(aliases), ...web };
  }
  const links = Object.entries(environment.hosts).map(([host, service]) => {
    const place: Place = { kind: "link", url: `https://${hostName(host, environment.domain)}` };
    return { host, service, place };
  });
  return {
    ...services,
    ...consolePages(environment),
    // A service that has a host is reached as its users reach it.
    ...Object.fromEntries(links.map(({ service, place }) => [service, place])),
    ...Object.fromEntries(links.map(({ host, place }) => [host, place])),
    ...web,
  };
}
