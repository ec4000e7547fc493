import { setTimeout as sleep } from "node:timers/promises";
import { FakeKubernetes } from "../../../support/fake-kubernetes";
import { fmctl } from "../../../support/fmctl";
import { pod } from "./objects";

let kubernetes: FakeKubernetes;
beforeEach(async () => (kubernetes = await new FakeKubernetes().start()));
afterEach(() => kubernetes.stop());

const logs = (args: readonly string[], outside: Parameters<typeof fmctl>[1] = {}) =>
  fmctl(["logs", "-e", "local", ...args], { cluster: () => Promise.resolve(kubernetes.connection()), ...outside });

const at = (second: number, text: string) => `2026-01-01T00:00:0${second}.5Z ${text}`;

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; !condition() && tries < 200; tries += 1) await sleep(10);
  if (!condition()) throw new Error("It never came to that.");
}

describe("fmctl logs", () => {
  test("mixes the lines of all pods in the order in which they were written, each with its pod", async () => {
    kubernetes.put(
      "pods",
      pod("api-server-a", "api-server"),
      pod("api-server-b", "api-server"),
      pod("frontend-a", "frontend"),
    );
    kubernetes.log("api-server-a", "api-server", at(1, "one"), at(4, "four"));
    kubernetes.log("api-server-b", "api-server", at(2, "two"), at(3, "three"));
    kubernetes.log("frontend-a", "frontend", at(2, "of another service"));

    const { code, stdout } = await logs(["api-server"]);

    expect(code).toBe(0);
    expect(stdout).toBe("api-server-a │ one\napi-server-b │ two\napi-server-b │ three\napi-server-a │ four\n");
  });

  test("asks for as much as was said", async () => {
    kubernetes.put("pods", pod("api-server-a", "api-server"));
    await logs(["api-server"]);
    await logs(["api-server", "--tail", "5"]);
    await logs(["api-server", "--since", "10m"]);

    const asked = kubernetes.seen.filter(({ target }) => target.endsWith("/log")).map(({ query }) => query);
    expect(asked.map((query) => [query.get("tailLines"), query.get("sinceSeconds")])).toEqual([
      ["100", null],
      ["5", null],
      [null, "600"],
    ]);
  });

  test("--previous shows what a container said before it was restarted", async () => {
    kubernetes.put(
      "pods",
      pod("api-server-a", "api-server", {
        containerStatuses: [
          { name: "api-server", restartCount: 2, state: { waiting: { reason: "CrashLoopBackOff" } } },
        ],
      }),
      pod("api-server-b", "api-server"),
    );
    kubernetes.log("api-server-a", "api-server#previous", at(1, "the reason"));

    const { stdout } = await logs(["api-server", "--previous"]);

    expect(stdout).toBe("api-server-a │ the reason\n");
  });

  test("-f follows: pods that come later, a connection that is cut, without a line twice, until Ctrl-C", async () => {
    const stop = new AbortController();
    kubernetes.put("pods", pod("api-server-a", "api-server"));
    kubernetes.log("api-server-a", "api-server", at(1, "one"));

    const followed = logs(["api-server", "-f"], { stop: stop.signal, wait: () => sleep(10) });
    await until(() => kubernetes.followers("api-server-a", "api-server") === 1);
    kubernetes.log("api-server-a", "api-server", "2026-01-01T00:00:01.75Z two");
    await sleep(50);
    kubernetes.endLog("api-server-a", "api-server", "cut");
    await until(() => kubernetes.followers("api-server-a", "api-server") === 1);
    kubernetes.log("api-server-a", "api-server", at(2, "three"));
    kubernetes.put("pods", pod("api-server-b", "api-server"));
    kubernetes.log("api-server-b", "api-server", at(3, "of the new pod"));
    await until(() => kubernetes.followers("api-server-b", "api-server") === 1);
    await sleep(50);
    stop.abort();

    const { code, stdout } = await followed;
    expect(stdout.split("\n")).toEqual([
      "api-server-a │ one",
      "api-server-a │ two",
      "api-server-a │ three",
      "api-server-b │ of the new pod",
      "",
    ]);
    expect(code).toBe(0);
  });

  test("-f goes on when the cluster does not answer for a while, and says so once", async () => {
    const stop = new AbortController();
    kubernetes.refuse("GET", /^pods/, 503, "the server is currently unable");

    const followed = logs(["api-server", "-f"], { stop: stop.signal, wait: () => sleep(5) });
    await until(() => kubernetes.seen.length > 3);
    stop.abort();

    const { code, stderr } = await followed;
    expect(code).toBe(0);
    expect(stderr.match(/unable/g)).toHaveLength(1);
    expect(stderr).toContain("Trying again.");
  });

  test.each([
    [["temporal-server-histroy"], 2, "did you mean temporal-server-history?"],
    [["api-server", "-f", "-p"], 2, "--follow and --previous exclude each other"],
    [["api-server", "--since", "soon"], 2, "expected a duration such as 30s, 10m, 2h or 1d."],
    [["api-server", "--tail", "0"], 2, "expected a number of lines, at least 1."],
    [["api-server"], 1, "api-server has no pod, so there is no log; `fmctl status` says what runs."],
  ])("%j ends with %i and says why", async (args, expected, sentence) => {
    const { code, stderr } = await logs(args);

    expect(code).toBe(expected);
    expect(stderr).toContain(sentence);
  });

  test("of what Google runs it says where to look", async () => {
    const { code, stderr } = await fmctl(["logs", "postgres", "-e", "production"]);

    expect(code).toBe(2);
    expect(stderr).toContain("Google runs it: `fmctl open postgres -e production`.");
  });
});
