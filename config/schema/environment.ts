import { z } from "zod";
import { backendSchema } from "./backend";
import { clusterSchema } from "./cluster";
import { label, labelKey, resourceName, variableName } from "./common";
import { bucketSchema, databaseSchema, deletionProtectionSchema, redisSchema, registrySchema } from "./data";
import { exceptionsSchema } from "./exceptions";
import { dnsSchema, edgeSchema, networkSchema } from "./network";
import { observabilitySchema } from "./observability";
import { migrationsSchema, serviceSchema, temporalSchema } from "./services";

const hostLabel = z
  .string()
  .regex(/^(?:@|[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)$/, "a host name without the domain, or @ for the domain itself");

/** Everything that differs between environments. The file's name is the environment's name. */
export const environmentSchema = z
  .strictObject({
    project: z
      .string()
      .regex(
        /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/,
        "a project ID: 6 to 30 lower-case letters, digits and hyphens, starting with a letter",
      )
      .describe("Google Cloud project ID. One project per environment.")
      .meta({ examples: ["acme-flowmaestro-production"] }),
    region: z
      .string()
      .regex(/^[a-z]+-[a-z]+\d+$/, "a region such as us-central1")
      .default("us-central1")
      .describe("Region of everything regional."),
    domain: z
      .string()
      .regex(/^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/, "a domain in lower case such as example.com")
      .describe("Domain whose hosts this environment serves.")
      .meta({ examples: ["example.com"] }),
    labels: z.record(labelKey, label).default({}).describe("Labels for every resource that can carry them."),
    backend: backendSchema,
    deletionProtection: deletionProtectionSchema.default({ enabled: true }),
    exceptions: exceptionsSchema.default({}),
    kmsKey: z
      .string()
      .regex(
        /^projects\/[^/]+\/locations\/[^/]+\/keyRings\/[^/]+\/cryptoKeys\/[^/]+$/,
        "projects/…/locations/…/keyRings/…/cryptoKeys/…",
      )
      .optional()
      .describe(
        "Existing Cloud KMS key, in this region, that encrypts databases, Redis, buckets, images, secrets and the " +
          "cluster. The services' agents need roles/cloudkms.cryptoKeyEncrypterDecrypter on it first.",
      ),
    network: networkSchema.prefault({}),
    edge: edgeSchema.prefault({}),
    dns: dnsSchema.prefault({}),
    hosts: z
      .record(hostLabel, resourceName)
      .describe("Which service answers for which host: `api: api-server`; `@` is the domain itself.")
      .meta({ examples: [{ api: "api-server" }] }),
    certificates: z
      .record(resourceName, z.array(hostLabel).min(1))
      .describe(
        "Managed certificates and their hosts. Never edit one that is live: put a new host into another certificate.",
      )
      .meta({ examples: [{ "flowmaestro-cert": ["api"] }] }),
    database: databaseSchema.prefault({}),
    redis: redisSchema.prefault({}),
    buckets: z
      .record(resourceName, bucketSchema)
      .default({})
      .describe("Cloud Storage buckets; the application finds each as GCS_NAME_BUCKET."),
    registry: registrySchema.prefault({}),
    integrationSecrets: z
      .array(variableName)
      .refine((names) => new Set(names).size === names.length, "every name once")
      .default([])
      .describe("Names of the integrations' secrets. Their values are set in Secret Manager, never here."),
    cluster: clusterSchema.prefault({}),
    images: z
      .strictObject({
        registry: z
          .string()
          .regex(/^[a-z0-9.:/_-]+[a-z0-9_-]$/, "a registry and path without a trailing slash")
          .optional()
          .describe("Where the images are; this environment's own registry when left out."),
        tag: z
          .string()
          .regex(/^(?!latest$)[\w][\w.-]{0,127}$/, "a fixed tag such as a git revision, never latest")
          .optional()
          .describe(
            "Tag of the application's images when TF_VAR_image_tag does not say; required there when left out.",
          ),
      })
      .prefault({})
      .describe("The application's images."),
    services: z.record(resourceName, serviceSchema).describe("The application's services: an open list."),
    migrations: migrationsSchema.prefault({}),
    temporal: temporalSchema.prefault({}),
    observability: observabilitySchema.prefault({}),
  })
  .describe("An environment of FlowMaestro.");

/** An environment without its name: what a file says, and every default. */
export type Settings = z.infer<typeof environmentSchema>;

/** An environment as the stacks receive it: every default filled in, its name from the file's name. */
export type Environment = Settings & { readonly name: string };
