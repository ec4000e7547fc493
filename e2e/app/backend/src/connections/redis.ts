import { createClient } from "@redis/client";
import type { Logger } from "pino";
import type { SharedEnvironment } from "../config/variables";
import { reasonOf } from "../health/reason";

const LONGEST_WAIT_MS = 2000;

/** A connection that is made again for as long as it takes. As the real application's, it knows host and port only. */
export class Redis {
  readonly client;
  /** Why there is no connection. */
  private problem: unknown = new Error("not connected yet");

  constructor(environment: SharedEnvironment, log: Logger) {
    this.client = createClient({
      socket: {
        host: environment.REDIS_HOST,
        port: environment.REDIS_PORT,
        connectTimeout: 3000,
        reconnectStrategy: (retries) => Math.min(100 * 2 ** retries, LONGEST_WAIT_MS),
      },
      pingInterval: 10_000, // a failover can leave a connection that nobody answers
      disableOfflineQueue: true, // better a failed request than one that waits for a Redis that may not come
    });
    this.client.on("error", (error: unknown) => {
      if (reasonOf(error) !== reasonOf(this.problem)) log.warn({ reason: reasonOf(error) }, "no connection to Redis");
      this.problem = error;
    });
    this.client.on("ready", () => (this.problem = undefined));
    // Rejected only when it is closed before it was ever connected.
    this.client.connect().catch(() => undefined);
  }

  /** @throws Error saying why there is no answer */
  async check(): Promise<void> {
    if (!this.client.isReady) throw this.problem;
    await this.client.ping();
  }

  /** Waits for the commands under way. */
  async close(): Promise<void> {
    if (this.client.isReady) await this.client.close();
    else this.client.destroy();
  }
}
