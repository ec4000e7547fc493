import { hostname } from "node:os";
import { readEnvironment } from "../../config/read-environment";
import { workerVariables } from "../../config/variables";
import { checkPostgres, openPostgres } from "../../connections/postgres";
import { Redis } from "../../connections/redis";
import { selfTest } from "../../crypto/self-test";
import { HEALTH_LIMIT_MS, healthRoute } from "../../http/routes/health";
import { createServer } from "../../http/server";
import { createLog } from "../../log";
import { run } from "../../run";
import { stopOnSignal } from "../../shutdown";
import { createActivities } from "../activities";
import { installRuntime } from "../runtime";
import { OrchestratorWorker } from "../worker";

/** Together less than the 120 seconds that the release gives it. */
const GRACE_MS = 100_000;
const STOP_MS = 110_000;

/** The worker, and beside it `/health`, which decides about restarts, and `/ready`, which asks what it depends on. */
run(async () => {
  const environment = readEnvironment(workerVariables, process.env);
  selfTest(environment);
  const log = createLog("temporal-worker", environment.LOG_LEVEL);
  installRuntime(log);
  const postgres = openPostgres(environment, log);
  const redis = new Redis(environment, log);
  const activities = createActivities({
    postgres,
    redis,
    encryptionKey: environment.ENCRYPTION_KEY,
    hostname: hostname(),
  });
  const worker = new OrchestratorWorker(environment, activities, GRACE_MS, log);

  const server = createServer(log);
  healthRoute(server, "/health", { worker: () => worker.checkAlive() });
  healthRoute(server, "/ready", {
    worker: () => worker.checkPolling(),
    postgres: () => checkPostgres(postgres),
    redis: () => redis.check(),
    temporal: () => worker.checkTemporal(HEALTH_LIMIT_MS),
  });
  await server.listen({ host: "0.0.0.0", port: environment.WORKER_HEALTH_PORT });

  const running = worker.run();
  stopOnSignal(log, STOP_MS, async () => {
    worker.stop();
    await running; // probes are answered until then
    await Promise.all([worker.close(), server.close(), postgres.end(), redis.close()]);
  });
  await running;
});
