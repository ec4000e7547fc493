import { z } from "zod";

/*
 * What a variable may be. A message continues the sentence "NAME …" and never repeats the value, because a value may be
 * a secret, or a secret that was put under the wrong name.
 */

const text = z.string({ error: "is not set" }).min(1, "is empty");

const isHttp = (value: string): boolean => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);

const url = text.refine(isHttp, "is not an http or https address");

/** What a browser sends as `Origin`: no path, not even a slash at the end. */
const origin = url.refine((value) => URL.canParse(value) && new URL(value).origin === value, {
  error: "is not an origin such as https://app.example.com",
});

const port = text
  .regex(/^\d{1,5}$/, "is not a port number")
  .transform(Number)
  .refine((value) => value >= 1 && value <= 65_535, "is not a port number");

const count = text.regex(/^[1-9]\d{0,5}$/, "is not a whole number above 0").transform(Number);

const address = text.regex(/^[^\s:/]+:\d{1,5}$/, "is not an address such as temporal-frontend:7233");

const base64Of = (bytes: number) =>
  text
    .refine((value) => /^[A-Za-z0-9+/]+={0,2}$/.test(value), "is not base64")
    .transform((value) => Buffer.from(value, "base64"))
    .refine((value) => value.length === bytes, `is not the base64 of ${bytes} bytes`);

const hexOf = (bytes: number) =>
  text
    .regex(new RegExp(`^[0-9a-fA-F]{${bytes * 2}}$`), `is not ${bytes * 2} hexadecimal characters`)
    .transform((value) => Buffer.from(value, "hex"));

/** node-postgres takes any other word for no encryption at all, without a word about it. */
const sslMode = z.enum(["disable", "no-verify", "prefer", "require", "verify-ca", "verify-full"], {
  error: ({ input }) => (input === undefined ? "is not set" : "is not a mode of node-postgres"),
});

const logLevel = z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"], {
  error: ({ input }) => (input === undefined ? "is not set" : "is not a level such as info"),
});

const shared = {
  NODE_ENV: text,
  LOG_LEVEL: logLevel,
  POSTGRES_HOST: text,
  POSTGRES_PORT: port,
  POSTGRES_DB: text,
  POSTGRES_USER: text,
  POSTGRES_PASSWORD: text,
  POSTGRES_POOL_SIZE: count,
  PGSSLMODE: sslMode,
  REDIS_HOST: text,
  REDIS_PORT: port,
  TEMPORAL_ADDRESS: address,
  TEMPORAL_NAMESPACE: text,
  TEMPORAL_TASK_QUEUE: text,
  JWT_SECRET: base64Of(64),
  ENCRYPTION_KEY: hexOf(32),
  // Not every environment has buckets: a cluster of one's own has none.
  GCS_UPLOADS_BUCKET: text.optional(),
  GCS_ARTIFACTS_BUCKET: text.optional(),
  GCS_KNOWLEDGE_DOCS_BUCKET: text.optional(),
  GCS_INTERFACE_DOCS_BUCKET: text.optional(),
};

/** Variables of the API. */
export const apiVariables = z.object({
  ...shared,
  BACKEND_HOST: text,
  BACKEND_PORT: port,
  CORS_ORIGIN: origin,
  API_URL: url,
  APP_URL: url,
  MARKETING_URL: url,
});

/** Variables of the worker. */
export const workerVariables = z.object({
  ...shared,
  WORKER_HEALTH_PORT: port.default(9090),
  TEMPORAL_MAX_CONCURRENT_ACTIVITIES: count.default(10),
  TEMPORAL_MAX_CONCURRENT_WORKFLOWS: count.default(10),
});

/** @see apiVariables */
export type ApiEnvironment = z.infer<typeof apiVariables>;

/** @see workerVariables */
export type WorkerEnvironment = z.infer<typeof workerVariables>;

/** What both have. */
export type SharedEnvironment = Pick<ApiEnvironment, keyof ApiEnvironment & keyof WorkerEnvironment>;

/** Variables that no answer and no log line may show, in any form. */
export const SECRET_VARIABLES: readonly (keyof SharedEnvironment)[] = [
  "POSTGRES_PASSWORD",
  "JWT_SECRET",
  "ENCRYPTION_KEY",
];
