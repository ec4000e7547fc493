import { z } from "zod";
import type { Environment } from "../../../config/schema/environment";
import { physicalName } from "../../../constructs/shared/names";
import { CommandError } from "../../shared/command-error";
import type { GoogleApi } from "../google/api";

/** The load balancer's address, which the network stack reserves under a fixed name. */
export async function edgeAddress(google: GoogleApi, { name, project }: Environment): Promise<string> {
  const path = `compute/v1/projects/${project}/global/addresses/${physicalName("compute", "edge")}`;
  const found = await google.find({ service: "compute", path }, z.object({ address: z.string() }));
  if (found) return found.address;
  throw new CommandError(
    `There is no address in ${project} to point the domain at yet; \`fmctl deploy ${name} network\` reserves it.`,
  );
}

/** Name servers of the domain's zone in Cloud DNS; nothing where the zone is not ours. */
export async function zoneNameServers(
  google: GoogleApi,
  { name, project, dns }: Environment,
): Promise<readonly string[] | undefined> {
  if (!dns.managed) return undefined;
  const path = `dns/v1/projects/${project}/managedZones/${physicalName("dnsZone", "public")}`;
  const found = await google.find({ service: "dns", path }, z.object({ nameServers: z.array(z.string()) }));
  if (found) return found.nameServers.map((server) => server.replace(/\.$/, "").toLowerCase());
  throw new CommandError(
    `There is no zone for the domain in ${project} yet; \`fmctl deploy ${name} network\` makes it.`,
  );
}
