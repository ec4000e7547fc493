import { examine } from "../backend/src/health/examine";
import { reasonOf } from "../backend/src/health/reason";

const fine = () => Promise.resolve();
const broken = () => Promise.reject(new Error("connect ECONNREFUSED 10.16.0.3:5432"));
const silent = () => new Promise<void>(() => undefined);

describe("an examination", () => {
  it("is ok when every check is", async () => {
    const { status, checks } = await examine({ postgres: fine, redis: fine }, 1000);
    expect(status).toBe("ok");
    expect(checks).toEqual({
      postgres: { ok: true, milliseconds: expect.any(Number) as number },
      redis: { ok: true, milliseconds: expect.any(Number) as number },
    });
  });

  it("tells which one failed, and why", async () => {
    const { status, checks } = await examine({ postgres: broken, redis: fine }, 1000);
    expect(status).toBe("unavailable");
    expect(checks["postgres"]).toMatchObject({ ok: false, reason: "connect ECONNREFUSED 10.16.0.3:5432" });
    expect(checks["redis"]).toMatchObject({ ok: true });
  });

  it("waits for nobody longer than the limit", async () => {
    const started = Date.now();
    const { checks } = await examine({ temporal: silent, redis: silent }, 50);
    expect(Date.now() - started).toBeLessThan(1000);
    expect(checks["temporal"]).toMatchObject({ ok: false, reason: "no answer within 50 ms" });
  });

  it("asks everything at once", async () => {
    const slow = () => new Promise<void>((resolve) => setTimeout(resolve, 60));
    const started = Date.now();
    await examine({ a: slow, b: slow, c: slow, d: slow }, 1000);
    expect(Date.now() - started).toBeLessThan(200);
  });

  it("survives a check that throws at once", async () => {
    const closed = () => {
      throw new Error("closed");
    };
    const { checks } = await examine({ redis: closed }, 1000);
    expect(checks["redis"]).toMatchObject({ ok: false, reason: "closed" });
  });
});

describe("a reason", () => {
  it.each([
    ["an error", new Error("no such host"), "no such host"],
    ["the first line of one", new Error("first\n    at x.js:1"), "first"],
    ["an error that has only a code", Object.assign(new Error(""), { code: "ECONNRESET" }), "ECONNRESET"],
    [
      "gRPC's own words",
      Object.assign(new Error("5 NOT_FOUND: x"), { details: "Namespace x is not found." }),
      "Namespace x is not found.",
    ],
    [
      "gRPC's words in Temporal's error",
      new Error("wrapped", { cause: Object.assign(new Error("14"), { details: "refused" }) }),
      "refused",
    ],
    [
      "all addresses of a name",
      new AggregateError([new Error("::1 refused"), new Error("127.0.0.1 refused")]),
      "::1 refused; 127.0.0.1 refused",
    ],
    ["what is no error", "text", "text"],
  ])("is found in %s", (_, error, reason) => {
    expect(reasonOf(error)).toBe(reason);
  });
});
