/** Names of the workflows, as the API starts them and the worker has them. */
export const WORKFLOWS = ["echo", "slow", "busy"] as const;

/** @see WORKFLOWS */
export type WorkflowName = (typeof WORKFLOWS)[number];

/** What every workflow is given. */
export interface WorkflowInput {
  readonly message: string;
  /** How long `slow` waits and `busy` works. */
  readonly seconds: number;
}

/** What the worker wrote. */
export interface Recorded {
  /** Key in PostgreSQL. */
  readonly id: string;
  /** Pod of the worker. */
  readonly recordedBy: string;
  /** How often this workflow's message was written: more than once when a worker died in between. */
  readonly attempts: number;
}

/** What every workflow returns. */
export interface WorkflowResult extends Recorded {
  readonly message: string;
  readonly endedBy: "activity" | "signal" | "timer";
}

/** Ends `slow` before its time. */
export const FINISH = "finish";

/** Key in Redis of what a workflow has recorded. */
export const redisKey = (workflowId: string): string => `flowmaestro:messages:${workflowId}`;
