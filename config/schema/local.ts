import { z } from "zod";
import { backendSchema } from "./backend";
import { count, reason } from "./common";
import { environmentSchema } from "./environment";

const image = z.string().regex(/^[^\s:]+(?::\d+)?[^\s:]*:(?!latest$)[\w][\w.-]*$/, "an image with a fixed tag");
const { hosts, images, services, migrations, temporal } = environmentSchema.shape;

/** Which cluster, and what stands in for Google's services in it. */
export const kubernetesSchema = z
  .strictObject({
    context: z
      .string()
      .min(1)
      .optional()
      .describe("Context of the kubeconfig; the current one when left out.")
      .meta({ examples: ["kind-flowmaestro"] }),
    remote: z
      .strictObject({
        server: z
          .string()
          .regex(/^https:\/\/\S+$/, "an https:// address")
          .describe("Address of the API server."),
        reason: reason.describe("Why it may be used."),
      })
      .optional()
      .describe("Names a cluster whose API server is not on this machine or a private network; others are refused."),
    database: z
      .strictObject({
        image: image.default("docker.io/pgvector/pgvector:pg15").describe("PostgreSQL 15 with the extension vector."),
        storageGb: count(1, 1000).default(5).describe("Size of its volume, in GB."),
        poolSize: count(1, 100).default(5).describe("Connections a pod of the application opens at most."),
      })
      .prefault({})
      .describe("PostgreSQL inside the cluster."),
    redis: z
      .strictObject({
        image: image.default("docker.io/library/redis:7").describe("Redis 7."),
        storageGb: count(1, 1000).default(1).describe("Size of its volume, in GB."),
      })
      .prefault({})
      .describe("Redis inside the cluster."),
    passwordGeneration: count(1)
      .default(1)
      .describe("Raising it makes new passwords for the databases. The encryption key and the JWT secret stay."),
  })
  .describe("The cluster of a local environment.");

/** An environment inside any Kubernetes cluster, without a cloud. */
export const localEnvironmentSchema = z
  .strictObject({
    kubernetes: kubernetesSchema,
    domain: z.string().min(1).default("localhost").describe("Domain in the addresses that the application tells."),
    backend: backendSchema.default({ type: "local" }),
    hosts: hosts.default({}),
    images,
    services,
    migrations,
    temporal,
  })
  .describe("A local environment of FlowMaestro.");

/** A local environment without its name. */
export type LocalSettings = z.infer<typeof localEnvironmentSchema>;

/** A local environment as the stacks receive it. */
export type LocalEnvironment = LocalSettings & { readonly name: string };
