import type { Context } from "../../../../cli/fmctl/context";
import { FakeGoogle } from "../../../support/fake-google";
import { FakeKubernetes } from "../../../support/fake-kubernetes";
import { fmctl } from "../../../support/fmctl";
import { autoscaler, deployment, job, pod, revision, waiting } from "./objects";

const SERVICES = ["api-server", "frontend", "marketing", "temporal-worker"];
const PROJECT = "flowmaestro-production";
const SQL = `sqladmin/v1/projects/${PROJECT}/instances`;

const google = new FakeGoogle();
let kubernetes: FakeKubernetes;
let answers: Readonly<Record<string, number | Error>>;

beforeAll(() => google.start());
afterAll(() => google.stop());
afterEach(() => kubernetes.stop());

beforeEach(async () => {
  answers = {};
  kubernetes = await new FakeKubernetes().start();
  for (const service of SERVICES) {
    kubernetes.put("secrets", revision(service, 3, "4f2c9d1"));
    kubernetes.put("deployments", deployment(service, 2));
    kubernetes.put("pods", pod(`${service}-1`, service), pod(`${service}-2`, service));
  }
  for (const release of ["temporal", "migrations", "edge"]) kubernetes.put("secrets", revision(release, 3, "4f2c9d1"));
  kubernetes.put("horizontalpodautoscalers", autoscaler("api-server", 3, 10));
  kubernetes.put("jobs", job("migrations-1", "Complete"));
  kubernetes.put("managedcertificates", {
    metadata: { name: "flowmaestro-cert" },
    spec: { domains: ["api.flowmaestro.example.com"] },
    status: {
      certificateStatus: "Active",
      domainStatus: [{ domain: "api.flowmaestro.example.com", status: "Active" }],
    },
  });
  google
    .on("GET", SQL, {
      body: {
        items: [
          { name: "other", state: "RUNNABLE", databaseVersion: "MYSQL_8_0", settings: { tier: "x" } },
          {
            name: "flowmaestro-db-0a1b2c3d",
            state: "RUNNABLE",
            databaseVersion: "POSTGRES_15",
            settings: { tier: "db-custom-2-7680", dataDiskSizeGb: "100", availabilityType: "REGIONAL" },
          },
        ],
      },
    })
    .on("GET", `${SQL}/flowmaestro-db-0a1b2c3d/backupRuns`, {
      body: { items: [{ status: "FAILED" }, { status: "SUCCESSFUL", endTime: "2025-12-31T03:10:00Z" }] },
    })
    .on("GET", `redis/v1/projects/${PROJECT}/locations/us-central1/instances/flowmaestro-redis`, {
      body: { state: "READY", tier: "STANDARD_HA", memorySizeGb: 5, redisVersion: "REDIS_7_0" },
    });
});

const fetch_: typeof fetch = (input) => {
  const answer = answers[new URL(input as string).host] ?? 200;
  if (typeof answer !== "number") return Promise.reject(new TypeError("fetch failed", { cause: answer }));
  return Promise.resolve(new Response(answer === 200 ? "ok" : "no healthy upstream", { status: answer }));
};

const status = (args: readonly string[] = [], outside: Partial<Context> = {}) =>
  fmctl(["status", "production", ...args], {
    cluster: () => Promise.resolve(kubernetes.connection()),
    google: () => Promise.resolve(google.api()),
    fetch: fetch_,
    ...outside,
  });

describe("fmctl status", () => {
  test("when all is well it shows every part, says so and ends with 0", async () => {
    const { code, stdout, stderr } = await status();

    expect(stderr).toBe("");
    expect(stdout).not.toContain("✘");
    expect(stdout).toMatchSnapshot();
    expect(code).toBe(0);
  });

  test("for a script it is one document with a verdict for each part", async () => {
    answers = { "api.flowmaestro.example.com": 502 };

    const { code, stdout } = await status(["--json"]);

    expect(code).toBe(3);
    const { well, sections } = JSON.parse(stdout) as { well: boolean; sections: Record<string, { well: boolean }> };
    expect(well).toBe(false);
    expect(Object.entries(sections).filter(([, section]) => !section.well)).toHaveLength(1);
    expect(sections.hosts).toMatchObject({ well: false, problems: [{ next: "fmctl logs api-server -e production" }] });
    expect(sections.database).toMatchObject({
      facts: { version: "POSTGRES_15", lastBackup: "2025-12-31T03:10:00.000Z" },
    });
  });

  test("pods that crash alike are one sentence, with the log that shows why as the next command", async () => {
    const crashing = waiting("api-server", "CrashLoopBackOff", "back-off 5m0s", 1);
    kubernetes.put("pods", pod("api-server-1", "api-server", crashing), pod("api-server-2", "api-server", crashing));
    kubernetes.put("deployments", deployment("api-server", 2, 0));

    const { code, stdout, stderr } = await status();

    expect(code).toBe(3);
    expect(stderr).toBe("production: 2 things are not well.\n");
    expect(stdout).toContain("Deployment api-server in flowmaestro: 0 of 2 pods are ready");
    expect(stdout).toContain(
      "✘ pod/api-server-1 and 1 more like it: CrashLoopBackOff: exited with code 1, 5 times so far\n" +
        "  next: fmctl logs api-server -e production --previous; if a release brought it, fmctl rollback api-server -e production",
    );
  });

  test.each([
    ["ImagePullBackOff", "fmctl images list production"],
    ["CreateContainerConfigError", "fmctl secrets verify -e production"],
  ])("a pod that waits because of %s is told what mends it", async (reason, next) => {
    kubernetes.put("pods", pod("frontend-1", "frontend", waiting("frontend", reason, "said by the kubelet")));

    const { stdout } = await status();

    expect(stdout).toContain(`✘ pod/frontend-1: ${reason}`);
    expect(stdout).toContain(`next: ${next}`);
  });

  test("a pod that could not be made is told by its event", async () => {
    kubernetes.put("events", {
      metadata: { name: "e" },
      involvedObject: { kind: "ReplicaSet", name: "frontend-5d4f" },
      reason: "FailedCreate",
      message: "exceeded quota",
      lastTimestamp: "2025-12-31T23:58:00Z",
    });

    expect((await status()).stdout).toContain("✘ replicaset/frontend-5d4f: FailedCreate: exceeded quota");
  });

  test("what has mended itself is not told: a restart, an evicted pod, an old event, a job's pod that failed", async () => {
    const restarted = { ...waiting("frontend", "", "", 1), conditions: [{ type: "Ready", status: "True" }] };
    kubernetes.put(
      "pods",
      pod("frontend-1", "frontend", restarted),
      pod("frontend-0", "frontend", { phase: "Failed", reason: "Evicted", conditions: [] }),
      pod("migrations-1-x", "migrations", { phase: "Failed", conditions: [] }, { ownerReferences: [{ kind: "Job" }] }),
    );
    kubernetes.put("events", {
      metadata: { name: "e" },
      involvedObject: { kind: "ReplicaSet", name: "frontend-5d4f" },
      reason: "FailedCreate",
      lastTimestamp: "2025-12-31T20:00:00Z",
    });

    expect((await status()).code).toBe(0);
  });

  test.each([
    ["failed", "revision 4 failed (Upgrade complete); revision 3 serves", "fmctl deploy production"],
    ["pending-upgrade", "revision 4 was left pending-upgrade; revision 3 serves", "fmctl repair production"],
  ])("a release that is %s is told with what serves and what mends it", async (state, what, next) => {
    kubernetes.put("secrets", revision("api-server", 4, "0a1b2c3", state));

    const { code, stdout } = await status();

    expect(code).toBe(3);
    expect(stdout).toContain(`✘ release api-server: ${what}`);
    expect(stdout).toContain(next);
  });

  test("where nothing is deployed it says just that of the releases", async () => {
    await kubernetes.stop();
    kubernetes = await new FakeKubernetes().start();

    const { stdout } = await status();

    expect(stdout).toContain("✘ nothing is deployed\n  next: fmctl deploy production");
    expect(stdout).not.toContain("does not exist");
  });

  test("a certificate that is stuck says for which domain, and why", async () => {
    kubernetes.put("managedcertificates", {
      metadata: { name: "flowmaestro-cert" },
      spec: { domains: ["api.flowmaestro.example.com", "app.flowmaestro.example.com"] },
      status: {
        certificateStatus: "Provisioning",
        domainStatus: [
          { domain: "api.flowmaestro.example.com", status: "Active" },
          { domain: "app.flowmaestro.example.com", status: "FailedNotVisible" },
        ],
      },
    });

    const { code, stdout } = await status();

    expect(code).toBe(3);
    expect(stdout).toContain("✘ certificate flowmaestro-cert: app.flowmaestro.example.com is FailedNotVisible");
    expect(stdout).toContain("its record has to point to the load balancer: fmctl dns production");
    expect(stdout).not.toContain("api.flowmaestro.example.com is");
  });

  test("a host that nobody knows leads to fmctl dns", async () => {
    answers = {
      "app.flowmaestro.example.com": Object.assign(new Error("getaddrinfo ENOTFOUND"), { code: "ENOTFOUND" }),
    };

    const { stdout } = await status();

    expect(stdout).toContain(
      "✘ https://app.flowmaestro.example.com/health answers not: getaddrinfo ENOTFOUND\n  next: fmctl dns production",
    );
  });

  test("a database without a fresh backup is not well", async () => {
    google.on("GET", `${SQL}/flowmaestro-db-0a1b2c3d/backupRuns`, {
      body: { items: [{ status: "SUCCESSFUL", endTime: "2025-12-25T03:00:00Z" }] },
    });

    const { code, stdout } = await status();

    expect(code).toBe(3);
    expect(stdout).toContain("the last backup of the database is from 6 d ago");
  });

  test("a migration that failed is told; when its job is gone, Helm's record tells how it went", async () => {
    kubernetes.put("jobs", job("migrations-1", "Failed"));
    const failed = await status();
    kubernetes.remove("jobs/migrations-1");
    const gone = await status(["--json"]);

    expect(failed.stdout).toContain(
      "✘ the last migration failed\n  next: fmctl logs migrations -e production, then fmctl db migrate",
    );
    expect(JSON.parse(gone.stdout)).toMatchObject({ sections: { migrations: { well: true } } });
  });

  test("what cannot be reached is said in its part, once, and the rest is shown", async () => {
    const connection = kubernetes.connection();
    await kubernetes.stop();

    const { code, stdout } = await status([], { cluster: () => Promise.resolve(connection) });

    expect(code).toBe(3);
    expect(stdout.match(/does not answer/g)).toHaveLength(1);
    expect(stdout).toContain("✔ database");
    expect(stdout).toContain("✔ hosts");
  });

  test("a login that may not list something is told which", async () => {
    kubernetes.refuse(
      "GET",
      /^horizontalpodautoscalers/,
      403,
      'horizontalpodautoscalers is forbidden: User "me" cannot list',
    );

    const { stdout } = await status();

    expect(stdout).toContain(
      'The cluster of context fake does not permit to list autoscalers: horizontalpodautoscalers is forbidden: User "me" cannot list',
    );
    expect(stdout).toContain("next: ask for a role that may");
  });

  test("--watch tells what changes, a line each, where it cannot redraw, and ends quietly", async () => {
    const stop = new AbortController();
    let looks = 0;
    const wait = () => {
      looks += 1;
      if (looks === 1)
        kubernetes.put("pods", pod("frontend-1", "frontend", waiting("frontend", "ErrImagePull", "no such tag")));
      if (looks === 2) kubernetes.put("pods", pod("frontend-1", "frontend"));
      if (looks === 3) stop.abort();
      return Promise.resolve();
    };

    const { code, stdout } = await status(["--watch"], { wait, stop: stop.signal });

    expect(code).toBe(0);
    const [, news = ""] = stdout.split("All is well.\n");
    expect(news.replaceAll("2026-01-01T00:00:00.000Z ", "").split("\n")).toEqual([
      "pods: frontend-1: ready → ErrImagePull",
      "✘ pod/frontend-1: ErrImagePull: the image registry/backend:2 cannot be pulled: no such tag",
      "pods: frontend-1: ErrImagePull → ready",
      "✔ all is well",
      "",
    ]);
  });

  test("--watch and --json exclude each other", async () => {
    expect(await status(["--watch", "--json"])).toMatchObject({ code: 2 });
  });
});
