import { z } from "zod";
import { count } from "./common";

/** What a file may say about the environment that it starts from. */
export const extendsSchema = z
  .strictObject({
    environment: z
      .string()
      .describe("Environment whose file is the starting point; every other key here replaces or adds to it.")
      .meta({ examples: ["production"] }),
    replicas: count(1, 1000).optional().describe("Pods of every inherited service and Temporal role."),
    maxReplicas: count(1, 1000).optional().describe("Upper bound of every inherited autoscaler."),
    resources: z.number().min(0.1).max(1).optional().describe("Factor for every inherited request and limit."),
  })
  .describe("Starts from another environment and shrinks it.");

/** How an environment shrinks what it inherits, before its own keys apply. */
export type Scale = Omit<z.infer<typeof extendsSchema>, "environment">;
