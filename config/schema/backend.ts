import { z } from "zod";

const local = z
  .strictObject({ type: z.literal("local") })
  .describe(
    "State in files of this checkout, below `terraform-state/`. For a first look; a team needs a shared backend.",
  );

const gcs = z
  .strictObject({
    type: z.literal("gcs"),
    bucket: z
      .string()
      .regex(/^[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]$/, "the name of an existing bucket")
      .describe("Existing bucket with versioning, outside this project's own stacks.")
      .meta({ examples: ["acme-terraform-state"] }),
    prefix: z
      .string()
      .min(1)
      .default("flowmaestro")
      .describe("Folder in the bucket; the environment and the stack follow it."),
  })
  .describe("State in a Cloud Storage bucket.");

const cloud = z
  .strictObject({
    type: z.literal("cloud"),
    hostname: z.string().min(1).default("app.terraform.io").describe("Host of HCP Terraform or Terraform Enterprise."),
    organization: z
      .string()
      .min(1)
      .describe("Organization that owns the workspaces.")
      .meta({ examples: ["acme"] }),
    project: z
      .string()
      .min(1)
      .optional()
      .describe("Project of the workspaces; the organization's default project when left out."),
    workspacePrefix: z
      .string()
      .regex(/^[\w-]+$/, "letters, digits, hyphens and underscores")
      .default("flowmaestro")
      .describe("Workspaces are named PREFIX-ENVIRONMENT-STACK."),
  })
  .describe("One Terraform Cloud or Enterprise workspace per environment and stack.");

/** Where Terraform keeps the state of every stack. */
export const backendSchema = z
  .discriminatedUnion("type", [local, gcs, cloud])
  .describe("Where Terraform keeps its state.")
  .meta({ examples: [{ type: "local" }] });

/** @see backendSchema */
export type Backend = z.infer<typeof backendSchema>;
