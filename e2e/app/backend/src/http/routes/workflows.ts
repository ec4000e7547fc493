import { randomUUID } from "node:crypto";
import { isGrpcDeadlineError } from "@temporalio/client";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { FINISH, type WorkflowInput, type WorkflowName, type WorkflowResult, WORKFLOWS } from "../../temporal/contract";
import type { ApiContext } from "../context";
import { readRecord } from "../record";

/** A call to Temporal that waits for nothing but Temporal. */
const CALL_MS = 5000;
/** How long a caller is kept waiting for a result; less than what a pod has to stop. */
const RESULT_MS = 15_000;

const newWorkflow = z.strictObject({
  name: z.enum(WORKFLOWS),
  message: z.string().max(1000).default("hello"),
  seconds: z.int().min(0).max(600).default(30),
});

type Start = (input: WorkflowInput) => Promise<WorkflowResult>;

/** Starts workflows, ends the one that can be ended, and tells how they are. */
export function workflowRoutes(api: FastifyInstance, context: ApiContext): void {
  const { temporal, environment } = context;
  const soon = <Result>(call: () => Promise<Result>) => temporal.withDeadline(Date.now() + CALL_MS, call);

  api.post("/workflows", async (request, reply) => {
    const { name, ...input } = newWorkflow.parse(request.body);
    const workflowId = `${name}-${randomUUID()}`;
    const handle = await soon(() =>
      temporal.workflow.start<Start>(name, { workflowId, taskQueue: environment.TEMPORAL_TASK_QUEUE, args: [input] }),
    );
    const result = returnsSoon(name) ? await within(RESULT_MS, () => handle.result()) : undefined;
    return reply.code(result ? 200 : 202).send({ id: workflowId, result });
  });

  async function within<Result>(limitMs: number, call: () => Promise<Result>): Promise<Result | undefined> {
    try {
      return await temporal.withDeadline(Date.now() + limitMs, call);
    } catch (error) {
      if (isGrpcDeadlineError(error)) return undefined; // the caller asks for it later
      throw error;
    }
  }

  api.get<{ Params: { id: string } }>("/workflows/:id", async (request) => {
    const { id } = request.params;
    const handle = temporal.workflow.getHandle<Start>(id);
    const { status } = await soon(() => handle.describe());
    const result = status.name === "COMPLETED" ? await soon(() => handle.result()) : undefined;
    return { id, status: status.name, result, recorded: await readRecord(id, context) };
  });

  api.post<{ Params: { id: string } }>("/workflows/:id/finish", async (request, reply) => {
    await soon(() => temporal.workflow.getHandle(request.params.id).signal(FINISH));
    return reply.code(202).send({ id: request.params.id });
  });
}

const returnsSoon = (name: WorkflowName): boolean => name === "echo";
