import { z } from "zod";
import { physicalName } from "../../../../../constructs/shared/names";
import type { Context } from "../../../context";
import { GoogleError } from "../../../google/google-error";
import { type CloudCheck, ok, wrong } from "../check";
import { nameServers } from "../name-servers";

const zoneSchema = z.object({ nameServers: z.array(z.string()).default([]) });

/** The name servers of the zone that the stack network makes; nothing before it is made. */
async function zoneServers(context: Context, project: string): Promise<readonly string[] | undefined> {
  const google = await context.google();
  const path = `dns/v1/projects/${project}/managedZones/${physicalName("dnsZone", "public")}`;
  try {
    const zone = await google.find({ service: "dns", path }, zoneSchema);
    return zone?.nameServers.map((name) => name.replace(/\.$/, "")).sort();
  } catch (error) {
    // Before the first deployment the API is off.
    if (error instanceof GoogleError && error.reasons.includes("SERVICE_DISABLED")) return undefined;
    throw error;
  }
}

/** Where the domain's zone is managed here, the registrar sends everybody to it. */
export const delegation: CloudCheck = {
  title: "delegation",
  needs: ["project", "domain"],
  async look({ context, environment }) {
    const { domain, project, name } = environment;
    const wanted = await zoneServers(context, project);
    if (!wanted) return [ok(`the stack network makes the zone of ${domain}; then delegate the domain to it`)];
    const seen = await nameServers(context.resolver, domain);
    if (seen.join() === wanted.join()) return [ok(`${domain} is delegated to the zone`)];
    const to = `set these name servers where ${domain} is registered: ${wanted.join(", ")}; \`fmctl dns ${name}\` watches`;
    return [wrong(`${domain} is ${seen.length > 0 ? `delegated to ${seen.join(", ")}` : "not delegated"}`, to)];
  },
};
