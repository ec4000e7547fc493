import { Connection, type ConnectionLike, defaultGrpcRetryOptions, makeGrpcRetryInterceptor } from "@temporalio/client";

const SERVICE = "temporal.api.workflowservice.v1.WorkflowService";
const SERVING = 1;

/** What the API's connection and the worker's native one have in common. */
export type TemporalConnection = ConnectionLike & Pick<Connection, "healthService">;

/** Connects at the first call, so that the API starts without Temporal and says what it lacks. */
export function openTemporal(address: string): Connection {
  // About a second of retries, for the restart of one of Temporal's pods. The default goes on beyond every deadline here,
  // and what it then says is that time was up, not why.
  const retries = makeGrpcRetryInterceptor(defaultGrpcRetryOptions({ maxAttempts: 4 }));
  return Connection.lazy({ address, interceptors: [retries] });
}

/** Asks the service how it is, and for the namespace, without which no workflow starts. */
export async function checkTemporal(connection: TemporalConnection, namespace: string, limitMs: number): Promise<void> {
  await connection.withDeadline(Date.now() + limitMs, async () => {
    const { status } = await connection.healthService.check({ service: SERVICE });
    if (Number(status) !== SERVING) throw new Error("Temporal does not serve yet");
    await connection.workflowService.describeNamespace({ namespace });
  });
}
