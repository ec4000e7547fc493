import { z } from "zod";
import { GoogleError } from "../../../google/google-error";
import { type CloudCheck, ok, wrong } from "../check";

const projectSchema = z.object({ name: z.string(), state: z.string(), parent: z.string().optional() });

/** The project is there, and this login sees it. */
export const project: CloudCheck = {
  title: "project",
  needs: ["login"],
  async look({ context, environment }) {
    const id = environment.project;
    const create = `create it: \`gcloud projects create ${id}\`, or correct project in the environment file, or ask for access`;
    try {
      const google = await context.google();
      const found = await google.find({ service: "cloudresourcemanager", path: `v3/projects/${id}` }, projectSchema);
      if (!found) return [wrong(`${id} does not exist`, create)];
      const number = found.name.replace("projects/", "");
      if (found.state === "ACTIVE") return [ok(`${id} (${number}${found.parent ? `, in ${found.parent}` : ""})`)];
      const restore = `bring it back within 30 days: \`gcloud projects undelete ${id}\``;
      return [wrong(`${id} is ${found.state}`, restore)];
    } catch (error) {
      // Google does not tell those who may not see a project whether there is one.
      const hidden =
        error instanceof GoogleError && error.status === 403 && !error.reasons.includes("SERVICE_DISABLED");
      if (hidden) return [wrong(`${id} does not exist, or your login may not see it`, create)];
      throw error;
    }
  },
};
