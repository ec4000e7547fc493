import { z } from "zod";
import { type CloudCheck, ok, wrong } from "../check";
import { neededPermissions } from "../needed-permissions";

const testedSchema = z.object({ permissions: z.array(z.string()).default([]) });

/** The login may do what a deployment does. */
export const permissions: CloudCheck = {
  title: "permissions",
  needs: ["project"],
  async look({ context, environment }) {
    const { project } = environment;
    const needed = neededPermissions(environment);
    const google = await context.google();
    const { permissions: held } = await google.request(
      {
        service: "cloudresourcemanager",
        path: `v3/projects/${project}:testIamPermissions`,
        method: "POST",
        body: { permissions: [...needed.keys()] },
      },
      testedSchema,
    );
    const missing = [...needed].filter(([permission]) => !held.includes(permission));
    if (missing.length === 0) return [ok(`all ${needed.size} that a deployment needs`)];
    const roles = [...new Set(missing.map(([, role]) => role))];
    return roles.map((role) => {
      const names = missing.filter(([, each]) => each === role).map(([permission]) => permission);
      return wrong(
        `missing: ${names.join(", ")}`,
        `ask for ${role}: \`gcloud projects add-iam-policy-binding ${project} --member user:YOU --role ${role}\``,
      );
    });
  },
};
