import fastify, { type FastifyBaseLogger, type FastifyInstance } from "fastify";

/** A server with the settings that the API and the worker share, not listening yet. */
export function createServer(log: FastifyBaseLogger): FastifyInstance {
  // Behind a load balancer the address of the caller is in a header.
  return fastify({ loggerInstance: log, trustProxy: true, bodyLimit: 64 * 1024 });
}
