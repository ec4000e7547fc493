import websocket from "@fastify/websocket";
import type { FastifyBaseLogger, FastifyInstance } from "fastify";
import type { ApiContext } from "./context";
import { allowOrigin } from "./cors";
import { answerErrors } from "./errors";
import { echoRoutes } from "./routes/echo";
import { healthRoute } from "./routes/health";
import { versionRoute } from "./routes/version";
import { whoamiRoute } from "./routes/whoami";
import { workflowRoutes } from "./routes/workflows";
import { createServer } from "./server";
import { websocketOptions } from "./websockets";

/** The API, not listening yet. */
export async function createApi(context: ApiContext, log: FastifyBaseLogger): Promise<FastifyInstance> {
  const api = createServer(log);
  allowOrigin(api, context.environment.CORS_ORIGIN);
  answerErrors(api);
  await api.register(websocket, websocketOptions);
  healthRoute(api, "/health", context.checks);
  versionRoute(api, context);
  whoamiRoute(api, context);
  workflowRoutes(api, context);
  await api.register(echoRoutes); // a route that upgrades has to be registered after the plugin
  return api;
}
