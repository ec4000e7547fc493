import { EnvironmentError, readEnvironment, type Variables } from "../backend/src/config/read-environment";
import { apiVariables, workerVariables } from "../backend/src/config/variables";
import { API, apiEnvironment, WORKER } from "./variables";

function problemsOf(schema: typeof apiVariables | typeof workerVariables, variables: Variables): readonly string[] {
  try {
    readEnvironment(schema, variables);
  } catch (error) {
    if (error instanceof EnvironmentError) return error.sentences;
    throw error;
  }
  return [];
}

describe("the environment of the API", () => {
  it("is read with the types that the code wants", () => {
    const environment = apiEnvironment();
    expect(environment).toMatchObject({ BACKEND_PORT: 3001, POSTGRES_PORT: 5432, POSTGRES_POOL_SIZE: 5 });
    expect(environment.JWT_SECRET).toHaveLength(64);
    expect(environment.ENCRYPTION_KEY).toHaveLength(32);
  });

  it("leaves alone what it does not know", () => {
    expect(problemsOf(apiVariables, { ...API, OPENAI_API_KEY: "x", PATH: "/bin" })).toEqual([]);
  });

  const optional = ["GCS_UPLOADS_BUCKET"];
  it.each(Object.keys(API).filter((name) => !optional.includes(name)))("misses %s with a sentence", (name) => {
    expect(problemsOf(apiVariables, { ...API, [name]: undefined })).toEqual([`${name} is not set.`]);
  });

  it("names everything that is missing at once", () => {
    expect(problemsOf(apiVariables, {})).toHaveLength(Object.keys(API).length - optional.length);
  });

  it("works without buckets, which a cluster of one's own does not have", () => {
    expect(problemsOf(apiVariables, { ...API, GCS_UPLOADS_BUCKET: undefined })).toEqual([]);
  });

  it.each([
    ["POSTGRES_PASSWORD", "", "is empty"],
    ["LOG_LEVEL", "loud", "is not a level such as info"],
    ["BACKEND_PORT", "0", "is not a port number"],
    ["BACKEND_PORT", "65536", "is not a port number"],
    ["POSTGRES_PORT", "tcp://10.0.0.1:5432", "is not a port number"],
    ["POSTGRES_POOL_SIZE", "0", "is not a whole number above 0"],
    ["PGSSLMODE", "no_verify", "is not a mode of node-postgres"],
    ["TEMPORAL_ADDRESS", "http://temporal-frontend:7233", "is not an address such as temporal-frontend:7233"],
    ["CORS_ORIGIN", "https://app.example.com/", "is not an origin such as https://app.example.com"],
    ["API_URL", "api.example.com", "is not an http or https address"],
    ["JWT_SECRET", Buffer.alloc(32).toString("base64"), "is not the base64 of 64 bytes"],
    ["JWT_SECRET", "not base64!", "is not base64"],
    ["ENCRYPTION_KEY", "ab".repeat(31), "is not 64 hexadecimal characters"],
    ["ENCRYPTION_KEY", "xy".repeat(32), "is not 64 hexadecimal characters"],
  ])("refuses %s=%j", (name, value, problem) => {
    expect(problemsOf(apiVariables, { ...API, [name]: value })).toEqual([`${name} ${problem}.`]);
  });

  it("repeats no value, since any of them may be a secret in the wrong place", () => {
    const secret = "hunter2-hunter2";
    const sentences = problemsOf(apiVariables, Object.fromEntries(Object.keys(API).map((name) => [name, secret])));
    expect(sentences.length).toBeGreaterThan(10);
    expect(sentences.join(" ")).not.toContain(secret);
  });
});

describe("the environment of the worker", () => {
  it("needs nothing of the API's addresses", () => {
    expect(problemsOf(workerVariables, WORKER)).toEqual([]);
  });

  it("has the real application's defaults", () => {
    expect(readEnvironment(workerVariables, { ...WORKER, WORKER_HEALTH_PORT: undefined })).toMatchObject({
      WORKER_HEALTH_PORT: 9090,
      TEMPORAL_MAX_CONCURRENT_ACTIVITIES: 10,
      TEMPORAL_MAX_CONCURRENT_WORKFLOWS: 10,
    });
  });
});
