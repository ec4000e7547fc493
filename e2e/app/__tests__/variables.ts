import { readEnvironment, type Variables } from "../backend/src/config/read-environment";
import { apiVariables, type ApiEnvironment } from "../backend/src/config/variables";

/** What the infrastructure gives both processes. */
const SHARED = {
  NODE_ENV: "production",
  LOG_LEVEL: "silent",
  POSTGRES_HOST: "10.16.0.3",
  POSTGRES_PORT: "5432",
  POSTGRES_DB: "flowmaestro",
  POSTGRES_USER: "flowmaestro",
  POSTGRES_PASSWORD: "a-password-of-the-database",
  POSTGRES_POOL_SIZE: "5",
  PGSSLMODE: "no-verify",
  REDIS_HOST: "10.16.0.4",
  REDIS_PORT: "6379",
  TEMPORAL_ADDRESS: "temporal-frontend:7233",
  TEMPORAL_NAMESPACE: "default",
  TEMPORAL_TASK_QUEUE: "flowmaestro-orchestrator",
  JWT_SECRET: Buffer.alloc(64, "jwt").toString("base64"),
  ENCRYPTION_KEY: Buffer.alloc(32, "key").toString("hex"),
  GCS_UPLOADS_BUCKET: "example-uploads",
};

export const API: Variables = {
  ...SHARED,
  BACKEND_HOST: "0.0.0.0",
  BACKEND_PORT: "3001",
  CORS_ORIGIN: "https://app.example.com",
  API_URL: "https://api.example.com",
  APP_URL: "https://app.example.com",
  MARKETING_URL: "https://www.example.com",
};

export const WORKER: Variables = { ...SHARED, WORKER_HEALTH_PORT: "9090" };

export const SECRETS = [SHARED.POSTGRES_PASSWORD, SHARED.JWT_SECRET, SHARED.ENCRYPTION_KEY] as const;

export const apiEnvironment = (changes: Variables = {}): ApiEnvironment =>
  readEnvironment(apiVariables, { ...API, ...changes });
