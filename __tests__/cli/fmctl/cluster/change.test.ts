import { FakeKubernetes } from "../../../support/fake-kubernetes";
import { answers, fmctl } from "../../../support/fmctl";
import { autoscaler, deployment, pod, waiting } from "./objects";

let kubernetes: FakeKubernetes;
beforeEach(async () => (kubernetes = await new FakeKubernetes().start()));
afterEach(() => kubernetes.stop());

const run = (args: readonly string[], outside: Parameters<typeof fmctl>[1] = {}) =>
  fmctl(args, { cluster: () => Promise.resolve(kubernetes.connection()), ...outside });

const patchOf = (target: string) =>
  kubernetes.seen.find((seen) => seen.method === "PATCH" && seen.target === target)?.body;

describe("fmctl restart", () => {
  /** The Deployment as its controller leaves it after a change. */
  const rollingOut = (status: object) => () => {
    const object = kubernetes.get("deployments/api-server")!;
    kubernetes.put("deployments", { ...object, status: { ...(object.status as object), ...status } });
  };

  test("changes the template as kubectl does, and waits until the new pods serve", async () => {
    kubernetes.put("deployments", deployment("api-server", 2));

    const { code, stdout } = await run(["restart", "api-server", "-e", "local"]);

    expect(code).toBe(0);
    expect(patchOf("deployments/api-server")).toEqual({
      spec: {
        template: { metadata: { annotations: { "kubectl.kubernetes.io/restartedAt": "2026-01-01T00:00:00.000Z" } } },
      },
    });
    expect(stdout).toContain("restarting api-server\n");
    expect(stdout).toContain("api-server: all pods are new and serve");
  });

  test("restarts every Deployment of a release, and one of Temporal's by its own name", async () => {
    const roles = ["temporal-server-frontend", "temporal-server-history"];
    kubernetes.put("deployments", ...roles.map((role) => deployment(role, 1, 1, "temporal")), deployment("api-server"));

    await run(["restart", "temporal", "-e", "local"]);
    const all = kubernetes.seen.filter(({ method }) => method === "PATCH").map(({ target }) => target);
    await run(["restart", "temporal-server-history", "-e", "local"]);
    const one = kubernetes.seen.filter(({ method }) => method === "PATCH").slice(all.length);

    expect(all).toEqual(roles.map((role) => `deployments/${role}`));
    expect(one.map(({ target }) => target)).toEqual(["deployments/temporal-server-history"]);
  });

  test("a rollout that is given up ends with the pod's reason and its last lines", async () => {
    kubernetes.put("deployments", deployment("api-server"));
    kubernetes.after("PATCH", /^deployments/, () => {
      kubernetes.put("pods", pod("api-server-new", "api-server", waiting("api-server", "CrashLoopBackOff", "", 1)));
      kubernetes.log("api-server-new", "api-server#previous", "JWT_SECRET is missing.");
      rollingOut({
        updatedReplicas: 0,
        conditions: [{ type: "Progressing", status: "False", message: "exceeded its progress deadline" }],
      })();
    });

    const { code, stdout, stderr } = await run(["restart", "api-server", "-e", "local"]);

    expect(code).toBe(1);
    expect(stdout).toContain("│ JWT_SECRET is missing.");
    expect(stderr).toBe(
      "api-server: 1 of 1 ready, rolling out; the old pods serve on. " +
        "pod/api-server-new in flowmaestro: CrashLoopBackOff: exited with code 1, 5 times so far.\n",
    );
  });

  test("Ctrl-C stops waiting, and says that the rollout goes on", async () => {
    const stop = new AbortController();
    kubernetes.put("deployments", deployment("api-server", 2, 1));
    kubernetes.after("PATCH", /^deployments/, () => stop.abort());

    const { code, stderr } = await run(["restart", "api-server", "-e", "local"], { stop: stop.signal });

    expect(code).toBe(130);
    expect(stderr).toContain("The rollout goes on in the cluster");
  });

  test("a job is not restarted", async () => {
    expect(await run(["restart", "migrations", "-e", "local"])).toMatchObject({ code: 2 });
  });
});

describe("fmctl scale", () => {
  beforeEach(() => {
    kubernetes.put("deployments", deployment("api-server", 3), deployment("temporal-server-history", 3, 3, "temporal"));
    kubernetes.put("horizontalpodautoscalers", autoscaler("api-server", 3, 10));
  });

  test("changes the autoscaler, and says which keys keep it", async () => {
    const { code, stdout } = await run(["scale", "api-server", "--min", "4", "-e", "production"]);

    expect(code).toBe(0);
    expect(patchOf("horizontalpodautoscalers/api-server-hpa")).toEqual({ spec: { minReplicas: 4, maxReplicas: 10 } });
    expect(stdout).toMatch(
      /^api-server: 3 to 10 → 4 to 10 pods\nThe next deployment that changes api-server puts 3 to 10 back/,
    );
    expect(stdout).toContain(
      "environments/production.yaml:\n  services.api-server.replicas: 4\n  services.api-server.autoscaling.maxReplicas: 10\n",
    );
  });

  test("the keys it names are keys of an environment", async () => {
    const { stdout } = await fmctl(["config", "show", "production", "services.api-server.autoscaling.maxReplicas"]);
    const { stdout: history } = await fmctl(["config", "show", "production", "temporal.replicas.history"]);

    expect([stdout, history]).toEqual(["10\n", "3\n"]);
  });

  test("changes the Deployment where there is no autoscaler", async () => {
    const { code, stdout } = await run(["scale", "temporal-server-history", "--replicas", "4", "-e", "local"]);

    expect(code).toBe(0);
    expect(patchOf("deployments/temporal-server-history/scale")).toEqual({ spec: { replicas: 4 } });
    expect(stdout).toContain("  temporal.replicas.history: 4\n");
  });

  test("more connections than the database accepts are asked about first", async () => {
    const prompts = answers(false);

    const { code } = await run(["scale", "api-server", "--max", "40", "-e", "production"], { prompts });

    expect(code).toBe(4);
    expect(prompts.asked[0]).toMatch(/could open \d+ connections, and the database accepts \d+/);
    expect(patchOf("horizontalpodautoscalers/api-server-hpa")).toBeUndefined();
  });

  test.each([
    [["api-server", "--min", "11"], "got at least 11 and at most 10 pods, expected the least first"],
    [["api-server", "--replicas", "2"], "api-server has an autoscaler: use --min and --max"],
    [["api-server"], "api-server scales 3 to 10; say how else with --min, --max or both."],
    [["temporal-server-history", "--min", "2"], "temporal-server-history has no autoscaler: use --replicas."],
    [["api-server", "--min", "0"], "expected a number of pods from 1 to 1000."],
    [["postgres", "--replicas", "2"], "expected one of api-server"],
  ])("%j is refused", async (args, sentence) => {
    const { code, stderr } = await run(["scale", ...args, "-e", "local"]);

    expect(code).toBe(2);
    expect(stderr).toContain(sentence);
  });
});
