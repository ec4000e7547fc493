import { z } from "zod";
import { type CloudCheck, ok, wrong } from "../check";

const billingSchema = z.object({
  billingEnabled: z.boolean().default(false),
  billingAccountName: z.string().default(""),
});

/** Somebody pays for the project. */
export const billing: CloudCheck = {
  title: "billing",
  needs: ["project"],
  optional: true,
  async look({ context, environment }) {
    const { project } = environment;
    const google = await context.google();
    const { billingEnabled, billingAccountName } = await google.request(
      { service: "cloudbilling", path: `v1/projects/${project}/billingInfo` },
      billingSchema,
    );
    if (billingEnabled) return [ok(`paid by ${billingAccountName}`)];
    const link = `gcloud billing projects link ${project} --billing-account ACCOUNT`;
    const closed = billingAccountName === "" ? "no billing account" : `${billingAccountName}, which is closed`;
    return [wrong(`the project has ${closed}`, `link one: \`${link}\` (\`gcloud billing accounts list\` names them)`)];
  },
};
