import type { FastifyInstance } from "fastify";

/** Lets the pages of one origin call, and answers their browsers' question before a call. */
export function allowOrigin(api: FastifyInstance, origin: string): void {
  api.addHook("onRequest", async (request, reply) => {
    reply.header("vary", "origin");
    if (request.headers.origin !== origin) return;
    reply.header("access-control-allow-origin", origin);
    if (request.method !== "OPTIONS") return;
    await reply
      .header("access-control-allow-methods", "GET, POST")
      .header("access-control-allow-headers", "authorization, content-type")
      .code(204)
      .send();
  });
}
