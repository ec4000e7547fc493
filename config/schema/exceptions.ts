import { z } from "zod";
import { reason } from "./common";

const policyId = z.string().regex(/^\S+$/, "the id of a policy of docs/policies.md");

const exception = z.strictObject({
  resources: z
    .array(z.string().regex(/^[\w*]+\.[\w*]+$/, "an address such as google_storage_bucket.uploads"))
    .min(1)
    .optional()
    .describe("Addresses that need not obey, with `*` for any text; all that the policy is about when left out."),
  reason: reason.describe("Why, for whoever reviews the file next."),
});

/** What an environment says against a policy. */
export const exceptionsSchema = z
  .record(policyId, exception)
  .describe("Policies of docs/policies.md that some resources need not obey here, by the policy's id.")
  .meta({
    examples: [{ "custom.cloudsqlRequireHighAvailability": { reason: "Nobody waits for this environment." } }],
  });
