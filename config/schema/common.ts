import { z } from "zod";

/** An IPv4 range in CIDR notation whose host bits are zero. Overlaps and sizes are judged by `config/checks`. */
export const cidr = z
  .string()
  .regex(
    /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)\/(?:[0-9]|[12]\d|3[0-2])$/,
    "an IPv4 range such as 10.0.0.0/20",
  );

/** A time of day in UTC, `HH:MM`. */
export const timeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, "a time of day in UTC such as 03:00");

/** A name that is valid for Kubernetes objects and Google Cloud resources alike. */
export const resourceName = z
  .string()
  .regex(
    /^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/,
    "a name of at most 63 lower-case letters, digits and hyphens, starting with a letter",
  );

/** The name of an environment variable. */
export const variableName = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]*$/, "the name of a variable in upper case such as OPENAI_API_KEY, never its value");

/** An address that is called with a password, which does not belong into it. */
export const webhookAddress = z
  .string()
  .regex(/^https:\/\/[^\s@]+$/, "an https:// address without a password")
  .describe("Where alerts are posted.");

/** Value of a Google Cloud label: https://cloud.google.com/compute/docs/labeling-resources#requirements */
export const label = z
  .string()
  .regex(/^[a-z0-9_-]{1,63}$/, "a value of at most 63 lower-case letters, digits, hyphens and underscores");

/** Key of a Google Cloud label. */
export const labelKey = z
  .string()
  .regex(
    /^[a-z][a-z0-9_-]{0,62}$/,
    "a key of at most 63 lower-case letters, digits, hyphens and underscores, starting with a letter",
  );

/** A person's argument for switching a protection off, long enough to say something. */
export const reason = z.string().regex(/\S.{8,}\S/, "a sentence that says why");

/** A protection that is on, or off for a stated reason. */
export const protection = z.discriminatedUnion("enabled", [
  z.strictObject({ enabled: z.literal(true).describe("On.") }),
  z.strictObject({
    enabled: z.literal(false).describe("Off."),
    reason: reason.describe("Why it may be off here, for whoever reads the file next."),
  }),
]);

/** Day of the week as Google's maintenance policies name it. */
export const dayOfWeek = z.enum(["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"]);

/** A whole number of at least `minimum`. */
export const count = (minimum = 0, maximum = Number.MAX_SAFE_INTEGER) => z.int().min(minimum).max(maximum);
