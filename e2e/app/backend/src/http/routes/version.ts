import type { FastifyInstance } from "fastify";
import { fingerprint } from "../../config/fingerprint";
import type { ApiContext } from "../context";

/** What runs here and how it is configured, by names and a hash; no secret and nothing made of one. */
export function versionRoute(api: FastifyInstance, { environment, version, integrations }: ApiContext): void {
  const answer = {
    version,
    node: process.version,
    environment: fingerprint(environment),
    buckets: Object.fromEntries(
      Object.entries(environment).filter(([name, value]) => name.startsWith("GCS_") && value !== undefined),
    ),
    integrations,
  };
  api.get("/version", () => answer);
}
