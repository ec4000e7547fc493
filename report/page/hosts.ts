import { addresses } from "../../cli/local/addresses";
import type { Environment } from "../../config/schema/environment";
import type { LocalEnvironment } from "../../config/schema/local";
import { edgeConfig } from "../../stacks/edge-config";
import { type Markup, markup } from "../markup";
import { code, table } from "./parts";

function cloudHosts(environment: Environment): Markup {
  const { hosts, certificates, backends } = edgeConfig(environment);
  const rows = hosts.map(({ host, service, port }) => {
    const { healthPath, timeoutSeconds, sessionAffinity, drainSeconds } = backends[service]!;
    const covering = Object.entries(certificates).filter(([, covered]) => covered.includes(host));
    const affinity = sessionAffinity === "NONE" ? "any pod" : "one pod for a client";
    return [
      markup`<strong><a href="https://${host}" rel="noreferrer">${host}</a></strong>`,
      markup`${service}, port ${port}`,
      covering.map(([name]) => name).join(", ") || "none",
      markup`${code(healthPath)}, ${timeoutSeconds} s to answer, ${drainSeconds} s to drain, ${affinity}`,
    ];
  });
  return table("Hosts", ["Host", "Service", "Certificate", "Health check and limits"], rows);
}

function localHosts(environment: LocalEnvironment): Markup {
  const context = environment.kubernetes.context ?? "CONTEXT";
  const rows = addresses(environment, context).map(({ what, url, command }) => [
    markup`<strong>${what}</strong>`,
    markup`<a href="${url}" rel="noreferrer">${url}</a>`,
    code(command),
  ]);
  return table("Addresses", ["What", "Address", "While this runs"], rows);
}

/** Where the application answers, who answers there, and under which certificate. */
export function hostsTable(environment: Environment | LocalEnvironment): Markup {
  return "kubernetes" in environment ? localHosts(environment) : cloudHosts(environment);
}
