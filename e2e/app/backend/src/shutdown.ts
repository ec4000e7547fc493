import type { Logger } from "pino";
import { reasonOf } from "./health/reason";

/**
 * Stops once, at the first signal. Kubernetes kills what is left when the grace period ends; ending a little earlier with
 * a line in the log tells what hung.
 */
export function stopOnSignal(log: Logger, limitMs: number, stop: () => Promise<void>): void {
  let stopping = false;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, "stopping");
    setTimeout(() => {
      log.error({ limitMs }, "not stopped in time");
      process.exit(1);
    }, limitMs).unref();
    stop().then(
      () => {
        log.info("stopped");
        process.exit(0);
      },
      (error: unknown) => {
        log.error({ reason: reasonOf(error) }, "did not stop cleanly");
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", onSignal);
  process.on("SIGINT", onSignal);
}
