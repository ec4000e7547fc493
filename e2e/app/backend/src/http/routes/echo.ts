import type { FastifyInstance } from "fastify";
import type { WebSocket } from "ws";

/** A WebSocket that sends back what it gets. */
export function echoRoutes(api: FastifyInstance, _options: unknown, done: () => void): void {
  api.get("/ws", { websocket: true }, (socket: WebSocket) => {
    socket.on("message", (data, isBinary) => socket.send(data as Buffer, { binary: isBinary }));
  });
  done();
}
