import type { WebsocketPluginOptions } from "@fastify/websocket";

/** "Going away", which tells a browser's code to connect again. https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1 */
const GOING_AWAY = 1001;
/** A client that is gone answers no farewell; ws would wait for it longer than a pod has to stop. */
const FAREWELL_MS = 5000;

/** Ends the connections when the server stops. */
export const websocketOptions: WebsocketPluginOptions = {
  preClose(done) {
    for (const client of this.websocketServer.clients) {
      client.close(GOING_AWAY);
      setTimeout(() => client.terminate(), FAREWELL_MS).unref();
    }
    this.websocketServer.close(done);
  },
};
