import { isGrpcServiceError, WorkflowNotFoundError } from "@temporalio/client";
import type { FastifyError, FastifyInstance } from "fastify";
import { ZodError } from "zod";
import { reasonOf } from "../health/reason";

/** Turns what a route throws into an answer: the caller's mistakes with their reason, Temporal's absence as 503. */
export function answerErrors(api: FastifyInstance): void {
  api.setErrorHandler(async (error: FastifyError, request, reply) => {
    const [code, text] = answerTo(error);
    if (code >= 500) request.log.error({ reason: reasonOf(error) }, "request failed");
    await reply.code(code).send({ error: text });
  });
}

function answerTo(error: FastifyError): [code: number, text: string] {
  if (error instanceof ZodError) {
    return [400, error.issues.map(({ path, message }) => `${path.join(".") || "body"}: ${message}`).join("; ")];
  }
  if (error instanceof WorkflowNotFoundError) return [404, "no such workflow"];
  if (isGrpcServiceError(error) || isGrpcServiceError(error.cause)) return [503, `Temporal: ${reasonOf(error)}`];
  const code = error.statusCode ?? 500;
  return [code, code < 500 ? reasonOf(error) : "internal error"];
}
