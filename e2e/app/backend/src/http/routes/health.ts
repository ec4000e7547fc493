import type { FastifyInstance } from "fastify";
import { type Check, examine } from "../../health/examine";

/** Less than the five seconds that a probe waits. */
export const HEALTH_LIMIT_MS = 3000;

/** 200 when every check is fine, otherwise 503; either way with what each of them said. */
export function healthRoute(server: FastifyInstance, path: string, checks: Readonly<Record<string, Check>>): void {
  // Several callers ask every few seconds: a line for each would be most of the log.
  server.get(path, { logLevel: "warn" }, async (_request, reply) => {
    const examination = await examine(checks, HEALTH_LIMIT_MS);
    await reply
      .code(examination.status === "ok" ? 200 : 503)
      .header("cache-control", "no-store")
      .send(examination);
  });
}
