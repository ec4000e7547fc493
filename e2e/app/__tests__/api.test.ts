import { once } from "node:events";
import { Client, Connection } from "@temporalio/client";
import type { FastifyInstance } from "fastify";
import { Pool } from "pg";
import pino from "pino";
import { WebSocket } from "ws";
import { Redis } from "../backend/src/connections/redis";
import { createApi } from "../backend/src/http/api";
import type { ApiContext } from "../backend/src/http/context";
import { apiEnvironment, SECRETS } from "./variables";

const log = pino({ level: "silent" });
/** Nobody listens there. */
const NOWHERE = "127.0.0.1:1";

let redis: Redis;
let api: FastifyInstance;
let lines: string[];

async function apiWith(changes: Partial<ApiContext>): Promise<FastifyInstance> {
  const environment = apiEnvironment({ LOG_LEVEL: "info" });
  const connection = Connection.lazy({ address: NOWHERE, interceptors: [] });
  lines = [];
  const kept = pino({ level: "info" }, { write: (line: string) => void lines.push(line) });
  const context: ApiContext = {
    environment,
    hostname: "pod-1",
    version: "4f2c9d1",
    integrations: ["OPENAI_API_KEY"],
    checks: {},
    postgres: new Pool(),
    redis,
    temporal: new Client({ connection }),
    ...changes,
  };
  return createApi(context, kept);
}

beforeAll(() => {
  redis = new Redis(apiEnvironment({ REDIS_HOST: "127.0.0.1", REDIS_PORT: "1" }), log);
});
afterAll(() => redis.close());
afterEach(() => api.close());

describe("GET /health", () => {
  it("is 200 with every check's verdict", async () => {
    api = await apiWith({ checks: { postgres: () => Promise.resolve() } });
    const answer = await api.inject("/health");
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({ status: "ok", checks: { postgres: { ok: true } } });
    expect(answer.headers["cache-control"]).toBe("no-store");
  });

  it("is 503 with the reason, and no line in the log for each of the many callers", async () => {
    api = await apiWith({ checks: { redis: () => redis.check() } });
    const answer = await api.inject("/health");
    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toMatchObject({ status: "unavailable", checks: { redis: { ok: false } } });
    expect(answer.body).toMatch(/ECONNREFUSED|not connected yet/);
    expect(lines).toEqual([]);
  });
});

describe("GET /version", () => {
  it("tells what runs, with names instead of secrets", async () => {
    api = await apiWith({});
    const answer = await api.inject("/version");
    expect(answer.json()).toEqual({
      version: "4f2c9d1",
      node: process.version,
      environment: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
      buckets: { GCS_UPLOADS_BUCKET: "example-uploads" },
      integrations: ["OPENAI_API_KEY"],
    });
    for (const secret of SECRETS) expect(answer.body).not.toContain(secret);
  });
});

describe("GET /whoami", () => {
  const withToken = (token: string) => ({ url: "/whoami", headers: { authorization: `Bearer ${token}` } });

  it("hands out a token that every pod with the same secret accepts", async () => {
    api = await apiWith({ hostname: "pod-1" });
    const { token } = (await api.inject("/whoami")).json<{ token: string }>();
    await api.close();
    api = await apiWith({ hostname: "pod-2" });
    expect((await api.inject(withToken(token))).json()).toMatchObject({ hostname: "pod-2", issuedBy: "pod-1" });
    await api.close();
    const environment = apiEnvironment({ JWT_SECRET: Buffer.alloc(64, "rotated").toString("base64") });
    api = await apiWith({ environment });
    expect((await api.inject(withToken(token))).statusCode).toBe(401);
    expect(lines.join("")).not.toContain(token);
  });
});

describe("POST /workflows", () => {
  const post = (payload: object) => ({ method: "POST", url: "/workflows", payload }) as const;

  it.each([
    [{}, /^name: /],
    [{ name: "other" }, /^name: .*"echo"\|"slow"\|"busy"/],
    [{ name: "slow", seconds: -1 }, /^seconds: /],
    [{ name: "echo", more: 1 }, /more/],
  ])("refuses %j and says what is wrong", async (payload, reason) => {
    api = await apiWith({});
    const answer = await api.inject(post(payload));
    expect(answer.statusCode).toBe(400);
    expect(answer.json<{ error: string }>().error).toMatch(reason);
  });

  it("is 503 while there is no Temporal", async () => {
    api = await apiWith({});
    const answer = await api.inject(post({ name: "echo" }));
    expect(answer.statusCode).toBe(503);
    expect(answer.json<{ error: string }>().error).toMatch(/^Temporal: .*ECONNREFUSED/);
  });
});

describe("another origin", () => {
  const question = (origin: string) => ({ method: "OPTIONS", url: "/workflows", headers: { origin } }) as const;

  it("may call when it is CORS_ORIGIN", async () => {
    api = await apiWith({});
    const answer = await api.inject(question("https://app.example.com"));
    expect(answer.statusCode).toBe(204);
    expect(answer.headers["access-control-allow-origin"]).toBe("https://app.example.com");
  });

  it("may not when it is not", async () => {
    api = await apiWith({});
    expect((await api.inject(question("http://localhost:3000"))).headers).not.toHaveProperty(
      "access-control-allow-origin",
    );
  });
});

describe("/ws", () => {
  it("sends back what it gets, and says goodbye when the server stops", async () => {
    api = await apiWith({});
    const address = await api.listen({ host: "127.0.0.1", port: 0 });
    const socket = new WebSocket(`${address.replace("http", "ws")}/ws`);
    await once(socket, "open");
    socket.send("round trip");
    const [data] = (await once(socket, "message")) as [Buffer];
    expect(data.toString()).toBe("round trip");
    const closed = once(socket, "close");
    await api.close();
    expect((await closed)[0]).toBe(1001);
  });
});
