import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { NativeConnection, Worker } from "@temporalio/worker";
import type { Logger } from "pino";
import type { WorkerEnvironment } from "../config/variables";
import { checkTemporal } from "../connections/temporal";
import { reasonOf } from "../health/reason";
import type { Activities } from "./activities";

/** Made by the build beside this file: nothing is bundled at start. */
const BUNDLE = join(__dirname, "workflow-bundle.js");
const RETRY_MS = 2000;
const ANSWER_MS = 5000;

/** A worker of the task queue that waits for Temporal for as long as it takes. */
export class OrchestratorWorker {
  private connection: NativeConnection | undefined;
  private worker: Worker | undefined;
  private problem: unknown = new Error("not connected yet");
  private readonly stopping = new AbortController();

  constructor(
    private readonly environment: WorkerEnvironment,
    private readonly activities: Activities,
    /** How long activities may go on when it is asked to stop. */
    private readonly graceMs: number,
    private readonly log: Logger,
  ) {}

  /** Ends when it was stopped. @throws Error when the worker failed */
  async run(): Promise<void> {
    this.worker = await this.create();
    const { signal } = this.stopping;
    await this.worker?.runUntil(async () => {
      if (!signal.aborted) await once(signal, "abort");
    });
  }

  /** Asks it to stop: no new tasks, and the end of those under way. `run` then ends. */
  stop(): void {
    this.stopping.abort();
  }

  /** After `run` has ended. */
  async close(): Promise<void> {
    await this.connection?.close();
  }

  /**
   * Whether the process is worth keeping: a worker that has failed never polls again. One that still waits for Temporal
   * is fine, since a restart would not bring Temporal back.
   */
  checkAlive(): Promise<void> {
    const state = this.worker?.getState();
    if (state === "FAILED" || state === "STOPPED") return Promise.reject(new Error(`the worker has ${state}`));
    return Promise.resolve();
  }

  /** Whether it polls. */
  checkPolling(): Promise<void> {
    const state = this.worker?.getState();
    if (state === "RUNNING") return Promise.resolve();
    return Promise.reject(new Error(state ? `the worker is ${state}` : "the worker waits for Temporal"));
  }

  /** Whether Temporal answers. */
  async checkTemporal(limitMs: number): Promise<void> {
    if (!this.connection) throw this.problem;
    await checkTemporal(this.connection, this.environment.TEMPORAL_NAMESPACE, limitMs);
  }

  private async create(): Promise<Worker | undefined> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        this.connection ??= await NativeConnection.connect({ address: this.environment.TEMPORAL_ADDRESS });
        // First, since a worker that finds no namespace leaves a half of itself behind.
        await this.checkTemporal(ANSWER_MS);
        return await this.createOn(this.connection);
      } catch (error) {
        if (reasonOf(error) !== reasonOf(this.problem)) this.log.warn({ reason: reasonOf(error) }, "no worker yet");
        this.problem = error;
        await sleep(RETRY_MS, undefined, { signal }).catch(() => undefined);
      }
    }
    return undefined;
  }

  private createOn(connection: NativeConnection): Promise<Worker> {
    const { environment } = this;
    return Worker.create({
      connection,
      namespace: environment.TEMPORAL_NAMESPACE,
      taskQueue: environment.TEMPORAL_TASK_QUEUE,
      workflowBundle: { codePath: BUNDLE },
      activities: this.activities,
      maxConcurrentActivityTaskExecutions: environment.TEMPORAL_MAX_CONCURRENT_ACTIVITIES,
      maxConcurrentWorkflowTaskExecutions: environment.TEMPORAL_MAX_CONCURRENT_WORKFLOWS,
      shutdownGraceTime: this.graceMs,
    });
  }
}
