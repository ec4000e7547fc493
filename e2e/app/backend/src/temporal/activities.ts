import { activityInfo, heartbeat, sleep } from "@temporalio/activity";
import type { Pool } from "pg";
import type { Redis } from "../connections/redis";
import { encrypt } from "../crypto/cipher";
import { type Recorded, redisKey } from "./contract";

/** What the activities use. */
export interface ActivityResources {
  readonly postgres: Pool;
  readonly redis: Redis;
  readonly encryptionKey: Buffer;
  /** This pod. */
  readonly hostname: string;
}

/** What workflows call. */
export interface Activities {
  /** Writes the message, encrypted, to PostgreSQL and Redis. Writing it again changes nothing but the count. */
  record(message: string): Promise<Recorded>;
  /** Is busy for so long. */
  work(seconds: number): Promise<void>;
}

const KEPT_SECONDS = 3600;

const UPSERT = `
  INSERT INTO messages (workflow_id, content, recorded_by) VALUES ($1, $2, $3)
  ON CONFLICT (workflow_id)
  DO UPDATE SET content = excluded.content, recorded_by = excluded.recorded_by, attempts = messages.attempts + 1
  RETURNING id, recorded_by AS "recordedBy", attempts`;

/** The activities, over the connections of a worker. */
export function createActivities({ postgres, redis, encryptionKey, hostname }: ActivityResources): Activities {
  return {
    async record(message) {
      const { workflowId } = activityInfo().workflowExecution ?? {};
      if (workflowId === undefined) throw new Error("called by something that is not a workflow");
      const content = encrypt(message, encryptionKey);
      const { rows } = await postgres.query<Recorded>(UPSERT, [workflowId, content, hostname]);
      const [recorded] = rows;
      if (!recorded) throw new Error("PostgreSQL returned no row");
      await redis.client.set(redisKey(workflowId), content.toString("base64"), {
        expiration: { type: "EX", value: KEPT_SECONDS },
      });
      return recorded;
    },

    async work(seconds) {
      for (let second = 0; second < seconds; second++) {
        await sleep(1000);
        heartbeat(second);
      }
    },
  };
}
