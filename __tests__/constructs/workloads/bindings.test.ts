import { bindings } from "../../../constructs/workloads/bindings";

const secret = (name: string) => ({ name, revision: `revision of ${name}` });
const SECRETS = {
  database: secret("db-credentials"),
  temporalDatabase: secret("temporal-db-credentials"),
  redis: secret("redis-credentials"),
  app: secret("app-secrets"),
  integrations: secret("integration-secrets"),
};

const BOUND = bindings({
  secrets: SECRETS,
  poolSize: 5,
  databaseSslMode: "no-verify",
  temporalNamespace: "default",
  buckets: { uploads: "acme-uploads", "knowledge-docs": "acme-docs" },
});

test("the database brings its secret's keys, how many connections and how they are encrypted", () => {
  expect(BOUND.database).toEqual({
    env: { PGSSLMODE: "no-verify", POSTGRES_POOL_SIZE: "5" },
    secretEnv: {
      secret: SECRETS.database,
      keys: {
        POSTGRES_HOST: "host",
        POSTGRES_PORT: "port",
        POSTGRES_DB: "database",
        POSTGRES_USER: "user",
        POSTGRES_PASSWORD: "password",
      },
    },
  });
});

test("Redis brings host and port, all that the application can use", () => {
  expect(BOUND.redis).toEqual({
    secretEnv: { secret: SECRETS.redis, keys: { REDIS_HOST: "host", REDIS_PORT: "port" } },
  });
});

test("Temporal brings its address, its namespace and the queue", () => {
  expect(BOUND.temporal).toEqual({
    env: {
      TEMPORAL_ADDRESS: expect.stringMatching(/:7233$/) as string,
      TEMPORAL_NAMESPACE: "default",
      TEMPORAL_TASK_QUEUE: "flowmaestro-orchestrator",
    },
  });
});

test("the application's own secrets bring a variable for each key", () => {
  expect(BOUND["app-secrets"]).toEqual({
    secretEnv: { secret: SECRETS.app, keys: { JWT_SECRET: "jwt-secret", ENCRYPTION_KEY: "encryption-key" } },
  });
});

test("the integrations bring whatever there is", () => {
  expect(BOUND["integration-secrets"]).toEqual({ secretEnvFrom: SECRETS.integrations });
});

test("the buckets bring a variable for each, made of its key", () => {
  expect(BOUND.buckets).toEqual({
    env: { GCS_UPLOADS_BUCKET: "acme-uploads", GCS_KNOWLEDGE_DOCS_BUCKET: "acme-docs" },
  });
});

test("the internet brings no variables", () => {
  expect(BOUND.internet).toEqual({});
});

test("no two dependencies bring the same variable", () => {
  const variables = Object.values(BOUND).flatMap(({ env = {}, secretEnv }) => [
    ...Object.keys(env),
    ...Object.keys(secretEnv?.keys ?? {}),
  ]);

  expect(variables).toHaveLength(new Set(variables).size);
});
