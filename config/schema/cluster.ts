import { z } from "zod";
import { cidr, count, timeOfDay } from "./common";

/** GKE allows a policy only when it leaves 48 hours in 32 days, in windows of at least 4 hours. */
const HOURS_IN_32_DAYS = 48;

const authorizedNetwork = z.strictObject({
  name: z.string().min(1).describe("Who is behind the range."),
  cidr: cidr
    .refine((range) => !range.endsWith("/0"), {
      error: "a range narrower than /0, which would open the control plane to the whole internet",
    })
    .describe("Range that may reach the control plane's address."),
});

/** GKE Autopilot. */
export const clusterSchema = z
  .strictObject({
    releaseChannel: z
      .enum(["RAPID", "REGULAR", "STABLE", "EXTENDED"])
      .default("REGULAR")
      .describe("How soon new versions arrive."),
    maintenance: z
      .strictObject({
        days: z
          .array(z.enum(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]))
          .min(1)
          .default(["SA", "SU"])
          .describe("Days of the week on which upgrades may start."),
        startTime: timeOfDay.default("03:00").describe("When the window opens, in UTC."),
        durationHours: count(4, 24).default(6).describe("How long it stays open, in hours."),
      })
      .refine(({ days, durationHours }) => days.length * 4 * durationHours >= HOURS_IN_32_DAYS, {
        error:
          "days × 4 × durationHours of at least 48: GKE refuses a policy that leaves less than 48 hours in 32 days",
      })
      .prefault({})
      .describe("Weekly window for upgrades of the cluster and its nodes."),
    ipEndpoint: z
      .strictObject({ authorizedNetworks: z.array(authorizedNetwork).min(1).describe("Ranges that may connect.") })
      .optional()
      .describe(
        "Also opens the control plane's IP endpoint. Left out: the DNS endpoint, which IAM guards, is the only way in.",
      ),
    binaryAuthorization: z
      .boolean()
      .default(false)
      .describe("Enforces the project's Binary Authorization policy, which must exist first."),
    rbacSecurityGroup: z
      .string()
      .regex(/^gke-security-groups@.+$/, "gke-security-groups@ and your domain")
      .optional()
      .describe("Google group for RBAC."),
  })
  .describe("GKE Autopilot.");
