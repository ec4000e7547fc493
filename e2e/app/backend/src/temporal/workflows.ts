/*
 * Bundled at build time for Temporal's sandbox: nothing here may import what is not deterministic.
 * https://docs.temporal.io/develop/typescript/core-application#workflow-logic-requirements
 */
import { condition, defineSignal, proxyActivities, setHandler } from "@temporalio/workflow";
import type { Activities } from "./activities";
import { FINISH, type WorkflowInput, type WorkflowResult } from "./contract";

const { record, work } = proxyActivities<Activities>({
  startToCloseTimeout: "10 minutes",
  heartbeatTimeout: "10 seconds", // so that the work of a worker that was killed goes to another one soon
});

/** One activity that writes to PostgreSQL and Redis. */
export async function echo({ message }: WorkflowInput): Promise<WorkflowResult> {
  return { ...(await record(message)), message, endedBy: "activity" };
}

/** Waits in Temporal, not in a worker: every worker may restart meanwhile. */
export async function slow({ message, seconds }: WorkflowInput): Promise<WorkflowResult> {
  let finished = false;
  setHandler(defineSignal(FINISH), () => {
    finished = true;
  });
  const signalled = await condition(() => finished, seconds * 1000);
  return { ...(await record(message)), message, endedBy: signalled ? "signal" : "timer" };
}

/** Works in a worker: one that is asked to stop finishes it first. */
export async function busy({ message, seconds }: WorkflowInput): Promise<WorkflowResult> {
  await work(seconds);
  return { ...(await record(message)), message, endedBy: "activity" };
}
