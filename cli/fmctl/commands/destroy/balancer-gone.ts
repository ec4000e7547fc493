import { z } from "zod";
import type { Environment } from "../../../../config/schema/environment";
import { physicalName } from "../../../../constructs/shared/names";
import type { Context } from "../../context";
import type { Condition } from "../../stacks/until";

const groupsSchema = z.object({
  items: z
    .record(
      z.string(),
      z.object({
        networkEndpointGroups: z.array(z.object({ name: z.string(), network: z.string().optional() })).optional(),
      }),
    )
    .optional(),
});

/**
 * The network endpoint groups that GKE made for the load balancer are gone. They go some minutes after the Ingress; with
 * the cluster nobody would delete them any more, and with them the network cannot go.
 */
export function balancerGone(context: Pick<Context, "google">, { project }: Environment): Condition {
  const network = `/networks/${physicalName("compute", "network")}`;
  return {
    name: "load balancer",
    look: async () => {
      const google = await context.google();
      const path = `compute/v1/projects/${project}/aggregated/networkEndpointGroups`;
      const found = await google.find(
        { service: "compute", path, query: { returnPartialSuccess: "true" } },
        groupsSchema,
      );
      const groups = Object.values(found?.items ?? {})
        .flatMap(({ networkEndpointGroups: all = [] }) => all)
        .filter((group) => group.network?.endsWith(network));
      if (groups.length === 0) return { well: "gone, with its network endpoint groups" };
      return { waitsFor: `GKE is still deleting ${groups.map(({ name }) => name).join(", ")}` };
    },
  };
}
