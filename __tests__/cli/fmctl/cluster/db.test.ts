import type { V1Job } from "@kubernetes/client-node";
import { optionOf } from "../../../../cli/fmctl/commands/db/migration-job";
import { FakeKubernetes, type FakeObject } from "../../../support/fake-kubernetes";
import { fmctl } from "../../../support/fmctl";
import { job, MIGRATION_HOOK, pod, revision } from "./objects";

const FACTS = '{"database":"flowmaestro","version":"15.4","bytes":9000000,"connections":12,"max":180}';
const LABELS = { "batch.kubernetes.io/job-name": "" };
const now = "2026-01-01T00:00:01Z ";
let kubernetes: FakeKubernetes;

beforeEach(async () => {
  kubernetes = await new FakeKubernetes().start();
  kubernetes.put("secrets", revision("migrations", 7, "4f2c9d1", "deployed", { hooks: [MIGRATION_HOOK] }));
});
afterEach(() => kubernetes.stop());

const db = (args: readonly string[], outside: Parameters<typeof fmctl>[1] = {}) =>
  fmctl(["db", ...args, "-e", "production"], { cluster: () => Promise.resolve(kubernetes.connection()), ...outside });

const created = () => kubernetes.seen.find(({ method }) => method === "POST")?.body as V1Job;

/** Does what the job's controller and the kubelet would do. */
function controller(ended: "Complete" | "Failed", logs: Readonly<Record<string, readonly string[]>>): void {
  kubernetes.after("POST", /^jobs/, () => {
    const name = `${created().metadata!.generateName}1`;
    const containers = Object.keys(logs).map((each) => ({
      name: each,
      restartCount: 0,
      state: { terminated: { exitCode: 0 } },
    }));
    const status = { phase: ended === "Complete" ? "Succeeded" : "Failed", containerStatuses: containers };
    const labels = { ...LABELS, "batch.kubernetes.io/job-name": name };
    kubernetes.put("pods", pod(`${name}-x`, "fmctl-db", status, { labels }));
    for (const [container, lines] of Object.entries(logs))
      kubernetes.log(`${name}-x`, container, ...lines.map((line) => now + line));
    kubernetes.put("jobs", { ...kubernetes.get(`jobs/${name}`)!, status: job(name, ended).status } as FakeObject);
    // A log that is followed ends with its container.
    setTimeout(() => Object.keys(logs).forEach((container) => kubernetes.endLog(`${name}-x`, container)), 50);
  });
}

describe("fmctl db status", () => {
  test("shows applied and pending migrations, size and connections, and ends with 3 when some are pending", async () => {
    controller("Complete", {
      files: ["1_first.sql", "2_second.js", ".hidden"],
      query: [FACTS, '[{"name":"1_first","at":"2025-12-31T00:00:00"}]'],
    });

    const { code, stdout, stderr } = await db(["status"]);

    expect(stdout).toBe(
      "flowmaestro: PostgreSQL 15.4, 9 MB, 12 of 180 connections\n" +
        "migrations of 4f2c9d1:\n  applied  1_first   24 h ago\n  pending  2_second\n",
    );
    expect(code).toBe(3);
    expect(stderr).toBe("1 migrations are pending; `fmctl db migrate -e production` applies them.\n");
  });

  test("asks in a pod like the migration's: its login, its network policies, no secret in an argument; and removes it", async () => {
    controller("Complete", {
      files: ["1_first.sql"],
      query: [FACTS, '[{"name":"1_first","at":"2025-12-31T00:00:00"}]'],
    });

    const { code } = await db(["status"]);

    expect(code).toBe(0);
    const { spec } = created();
    const [files, query] = [...spec!.template.spec!.initContainers!, ...spec!.template.spec!.containers];
    expect(files!.command).toEqual(["ls", "-1", "backend/migrations"]);
    expect(query!.command!.join(" ")).toContain('FROM "flowmaestro"."pgmigrations"');
    expect(query!.env).toEqual([
      { name: "PGPASSWORD", valueFrom: { secretKeyRef: { name: "db-credentials", key: "password" } } },
    ]);
    expect(spec!.template.metadata!.labels).toMatchObject({
      "flowmaestro.io/uses-database": "true",
      "app.kubernetes.io/instance": "fmctl-db",
    });
    expect(spec).toMatchObject({ backoffLimit: 0, ttlSecondsAfterFinished: 60, activeDeadlineSeconds: 120 });
    expect(kubernetes.seen.at(-1)).toMatchObject({ method: "DELETE", target: "jobs/db-status-1" });
  });

  test("before the first migration all of them are pending", async () => {
    controller("Complete", {
      files: ["1_first.sql"],
      query: [FACTS, 'ERROR:  relation "flowmaestro.pgmigrations" does not exist'],
    });

    expect((await db(["status"])).stdout).toContain("pending  1_first");
  });

  test("a database that does not answer is a sentence, and the pod is removed", async () => {
    controller("Failed", { files: ["1_first.sql"], query: ["psql: error: connection to server failed: timeout"] });

    const { code, stderr } = await db(["status"]);

    expect(code).toBe(1);
    expect(stderr).toContain("The database did not answer: psql: error: connection to server failed: timeout;");
    expect(kubernetes.get("jobs/db-status-1")).toBeUndefined();
  });

  test("a pod whose image cannot be pulled is told, and removed", async () => {
    kubernetes.after("POST", /^jobs/, () => {
      const containerStatuses = [
        {
          name: "query",
          image: "registry/migrations:1",
          restartCount: 0,
          state: { waiting: { reason: "ErrImagePull", message: "not found" } },
        },
      ];
      const labels = { "batch.kubernetes.io/job-name": "db-status-1" };
      kubernetes.put("pods", pod("db-status-1-x", "fmctl-db", { phase: "Pending", containerStatuses }, { labels }));
    });

    const { code, stderr } = await db(["status"]);

    expect(code).toBe(1);
    expect(stderr).toBe(
      "The pod of job db-status-1 does not run: ErrImagePull: the image registry/migrations:1 cannot be pulled: not found.\n",
    );
    expect(kubernetes.get("jobs/db-status-1")).toBeUndefined();
  });
});

describe("fmctl db migrate", () => {
  test("runs the job of the release that is deployed once more, without Helm's hooks, and shows its log", async () => {
    controller("Complete", { schema: ["CREATE SCHEMA"], migrate: ["Migrations complete!"] });

    const { code, stdout } = await db(["migrate"]);

    expect(code).toBe(0);
    expect(stdout).toContain("job migrations-again-1: the migrations of 4f2c9d1\n");
    expect(stdout).toMatch(/migrations-again-1-x.* │ Migrations complete!/);
    expect(created().metadata).toEqual({
      generateName: "migrations-again-",
      namespace: "flowmaestro",
      labels: { "app.kubernetes.io/instance": "migrations" },
    });
    expect(created().spec!.backoffLimit).toBe(0);
  });

  test("one that fails shows its log and ends with 1", async () => {
    controller("Failed", { migrate: ['ERROR: column "name" already exists'] });

    const { code, stdout, stderr } = await db(["migrate"]);

    expect(code).toBe(1);
    expect(stdout).toContain('ERROR: column "name" already exists');
    expect(stderr).toContain("The migration failed, as said above. What runs, runs on;");
  });

  test("a second one at the same time is refused", async () => {
    kubernetes.put("jobs", job("migrations-1a2b"));

    const { code, stderr } = await db(["migrate"]);

    expect(code).toBe(1);
    expect(stderr).toBe(
      "The job migrations-1a2b migrates already; `fmctl logs migrations -f -e production` follows it.\n",
    );
    expect(created()).toBeUndefined();
  });

  test("Ctrl-C stops looking and says that the job goes on", async () => {
    const stop = new AbortController();
    kubernetes.after("POST", /^jobs/, () => stop.abort());

    const { code, stderr } = await db(["migrate"], { stop: stop.signal });

    expect(code).toBe(130);
    expect(stderr).toContain("The job migrations-again-1 goes on: `fmctl logs migrations -f` follows it.");
  });

  test("where nothing is deployed it says so", async () => {
    kubernetes.remove("secrets/sh.helm.release.v1.migrations.v7");

    expect((await db(["migrate"])).stderr).toBe(
      "The migrations are not deployed; `fmctl deploy production` does that.\n",
    );
  });
});

describe("fmctl db shell", () => {
  test("without a terminal it hands the input to psql in a pod of its own, which is removed afterwards", async () => {
    const ran: (readonly string[])[] = [];
    kubernetes.runs((command) => {
      ran.push(command);
      return { exitCode: 2 };
    });
    kubernetes.after("POST", /^jobs/, () => {
      kubernetes.put("pods", pod("x", "fmctl-db", {}, { labels: { "batch.kubernetes.io/job-name": "db-shell-1" } }));
    });

    const { code, stderr } = await db(["shell"], { input: () => Promise.resolve("SELECT 1;") });

    expect(ran).toEqual([["env", "PSQL_HISTORY=/dev/null", "psql"]]);
    expect([code, stderr]).toEqual([1, "psql ended with exit code 2.\n"]);
    expect(created().spec!.template.spec!.containers).toMatchObject([{ name: "shell", command: ["sleep", "14400"] }]);
    expect(kubernetes.get("jobs/db-shell-1")).toBeUndefined();
  });
});

test.each([
  [["up", "--schema", "a"], "a"],
  [["up", "--schema=a=b"], "a=b"],
  [["up"], undefined],
])("the option --schema of %j is %s", (command, expected) => {
  expect(optionOf(command, "--schema")).toBe(expected);
});
