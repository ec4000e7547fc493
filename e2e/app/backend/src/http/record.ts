import { decrypt } from "../crypto/cipher";
import { type Recorded, redisKey } from "../temporal/contract";
import type { ApiContext } from "./context";

/** What a worker has written, as the API finds it in both stores; undefined where there is nothing. */
export interface FoundRecord {
  readonly postgres: (Recorded & { readonly message: string }) | undefined;
  readonly redis: { readonly message: string } | undefined;
}

const SELECT = `SELECT id, content, recorded_by AS "recordedBy", attempts FROM messages WHERE workflow_id = $1`;

/** Reads and decrypts, which works only where API and worker have the same ENCRYPTION_KEY. */
export async function readRecord(
  workflowId: string,
  { postgres, redis, environment: { ENCRYPTION_KEY: key } }: ApiContext,
): Promise<FoundRecord> {
  const { rows } = await postgres.query<Recorded & { content: Buffer }>(SELECT, [workflowId]);
  const [row] = rows;
  const cached = await redis.client.get(redisKey(workflowId));
  return {
    postgres: row && {
      id: row.id,
      recordedBy: row.recordedBy,
      attempts: row.attempts,
      message: decrypt(row.content, key),
    },
    redis: cached === null ? undefined : { message: decrypt(Buffer.from(cached, "base64"), key) },
  };
}
