import { z } from "zod";
import { type CloudCheck, type Observation, ok, wrong } from "../check";
import { REFUSING_POLICIES } from "../refusing-policies";

const policySchema = z.object({
  booleanPolicy: z.object({ enforced: z.boolean().optional() }).optional(),
  listPolicy: z
    .object({
      allValues: z.string().optional(),
      allowedValues: z.array(z.string()).optional(),
      deniedValues: z.array(z.string()).optional(),
    })
    .optional(),
});

/** No policy of the organisation refuses what a deployment makes. */
export const organizationPolicies: CloudCheck = {
  title: "organisation policies",
  needs: ["project"],
  optional: true,
  async look({ context, environment }) {
    const google = await context.google();
    const { project } = environment;
    const seen = await Promise.all(
      REFUSING_POLICIES.map(async ({ constraint, refused }): Promise<readonly Observation[]> => {
        // The first version of the interface: its API is one that the project has anyhow.
        const policy = await google.request(
          {
            service: "cloudresourcemanager",
            path: `v1/projects/${project}:getEffectiveOrgPolicy`,
            method: "POST",
            body: { constraint: `constraints/${constraint}` },
          },
          policySchema,
        );
        const what = refused(policy, environment);
        if (what === undefined) return [];
        const ask = `ask whoever has roles/orgpolicy.policyAdmin for an exception for ${project}`;
        return [wrong(`constraints/${constraint} refuses ${what}`, ask)];
      }),
    );
    const problems = seen.flat();
    return problems.length > 0 ? problems : [ok(`none of ${REFUSING_POLICIES.length} that could refuse it does`)];
  },
};
