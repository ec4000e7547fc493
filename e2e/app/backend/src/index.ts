import { hostname } from "node:os";
import { Client } from "@temporalio/client";
import { integrationNames } from "./config/integrations";
import { readEnvironment } from "./config/read-environment";
import { apiVariables } from "./config/variables";
import { checkPostgres, openPostgres } from "./connections/postgres";
import { Redis } from "./connections/redis";
import { checkTemporal, openTemporal } from "./connections/temporal";
import { selfTest } from "./crypto/self-test";
import { createApi } from "./http/api";
import { HEALTH_LIMIT_MS } from "./http/routes/health";
import { createLog } from "./log";
import { run } from "./run";
import { stopOnSignal } from "./shutdown";

/** Less than the 30 seconds that the release gives it. */
const STOP_MS = 25_000;

/** The API. It starts whatever else is down, and `/health` says what that is. */
run(async () => {
  const environment = readEnvironment(apiVariables, process.env);
  selfTest(environment);
  const log = createLog("api-server", environment.LOG_LEVEL);
  const postgres = openPostgres(environment, log);
  const redis = new Redis(environment, log);
  const connection = openTemporal(environment.TEMPORAL_ADDRESS);
  const { TEMPORAL_NAMESPACE: namespace } = environment;

  const api = await createApi(
    {
      environment,
      hostname: hostname(),
      version: process.env["IMAGE_TAG"] ?? "unknown",
      integrations: integrationNames(process.env),
      checks: {
        postgres: () => checkPostgres(postgres),
        redis: () => redis.check(),
        temporal: () => checkTemporal(connection, namespace, HEALTH_LIMIT_MS),
      },
      postgres,
      redis,
      temporal: new Client({ connection, namespace }),
    },
    log,
  );

  stopOnSignal(log, STOP_MS, async () => {
    await api.close(); // no new requests, then the end of those under way, which still need the connections
    await Promise.all([postgres.end(), redis.close(), connection.close()]);
  });
  await api.listen({ host: environment.BACKEND_HOST, port: environment.BACKEND_PORT });
});
