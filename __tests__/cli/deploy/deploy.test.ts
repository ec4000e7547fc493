import { existsSync } from "node:fs";
import { join } from "node:path";
import { DeployError } from "../../../cli/deploy/deploy-error";
import type { Outcome } from "../../../cli/deploy/progress";
import { type Answers, errorLine, FakeCluster, line, planning, shownChange } from "./fakes";
import { deploy, project } from "./project";

const release = shownChange("helm_release.api", ["create"], { name: "api", namespace: "flowmaestro" });

test("one stack after the other, each with its plan told and applied", async () => {
  const applying = {
    ...planning(release),
    apply: [{ stdout: line("apply_start", "a") + line("apply_complete", "a") }],
  };
  const stacks = project({ workloads: { answers: applying, after: ["data"] }, data: { answers: planning() } });

  const { outcomes, lines, ok } = await deploy(stacks);

  expect(ok).toBe(true);
  expect(Object.keys(outcomes)).toEqual(["data", "workloads"]);
  expect(outcomes).toMatchObject({ data: { kind: "unchanged" }, workloads: { kind: "applied", adopted: 0 } });
  expect(stacks.map((stack) => stack.commands())).toEqual([
    ["init", "plan", "show", "apply"],
    ["init", "plan"],
  ]);
  expect(lines).toEqual([
    "data: readying Terraform",
    "data: planning",
    "data: nothing to change",
    "workloads: readying Terraform",
    "workloads: planning",
    "workloads: 1 to create",
    "  create helm_release.api",
    "workloads: applying",
    "workloads: a: created",
    "workloads: done in 0 s: 1 to create",
  ]);
});

test("no plan is left behind, and nobody else may read it while it is there", async () => {
  const [stack] = project({ data: { answers: planning(release) } });
  const plan = join(stack!.folder, ".terraform", "deploy.tfplan");

  const { outcomes } = await deploy([stack!], {
    approve: () => {
      expect(existsSync(plan)).toBe(true);
      return Promise.resolve(false);
    },
  });

  expect(outcomes.data).toEqual({ kind: "declined" });
  expect(existsSync(plan)).toBe(false);
  expect(stack!.commands()).not.toContain("apply");
});

test("a stack that comes after one that failed is left out", async () => {
  const failing = { ...planning(release), apply: [{ code: 1, stdout: errorLine("No", "way", "google_x.y") }] };
  const stacks = project({
    network: { answers: failing },
    data: { answers: planning(), after: ["network"] },
  });

  const { outcomes, ok } = await deploy(stacks);

  expect(ok).toBe(false);
  expect(outcomes).toMatchObject({
    network: { kind: "failed", failure: { errors: ["google_x.y: No: way"], releases: [] } },
    data: { kind: "skipped", because: "network" },
  });
  expect(stacks[1]!.commands()).toEqual([]);
});

test("what stopped many resources alike is told once", async () => {
  const apply = [
    { code: 1, stdout: ["a.one", "a.two", "a.three"].map((each) => errorLine("Quota", "is used up", each)).join("") },
  ];

  const { outcomes } = await deploy(project({ network: { answers: { ...planning(release), apply } } }));

  expect(outcomes.network).toMatchObject({ failure: { errors: ["a.one: Quota: is used up (and 2 more, alike)"] } });
});

test("stacks beside one that failed are deployed", async () => {
  const stacks = project({
    data: { answers: { plan: [{ code: 1, stdout: errorLine("Bad", "plan") }] } },
    cluster: { answers: planning(release) },
  });

  const { outcomes } = await deploy(stacks);

  expect(outcomes).toMatchObject({ data: { kind: "stopped" }, cluster: { kind: "applied" } });
});

test.each<[string, Answers, DeployError]>([
  [
    "an init that finds no provider",
    { init: [{ code: 1, stderr: "╷\n│ Error: Failed to query\n│ registry\n╵\n" }] },
    new DeployError("init", "Failed to query registry"),
  ],
  [
    "a plan that refuses",
    { plan: [{ code: 1, stdout: errorLine("Resource precondition failed", "Set it:\n gcloud …") }] },
    new DeployError("plan", "Resource precondition failed: Set it: gcloud …"),
  ],
  [
    "a crash",
    { plan: [{ code: 11, stderr: "panic: oops" }] },
    new DeployError("plan", "plan in FOLDER ended with exit code 11: panic: oops"),
  ],
])("%s is told in its own words, and nothing is changed", async (_, answers, error) => {
  const [stack] = project({ data: { answers } });

  const { outcomes } = await deploy([stack!]);

  const { kind, message } = (outcomes.data as Extract<Outcome, { kind: "stopped" }>).error;
  expect(kind).toBe(error.kind);
  expect(message.replace(stack!.folder, "FOLDER")).toContain(error.message);
});

test("a locked state says who holds it", async () => {
  const detail =
    "Lock Info:\n  ID:        42\n  Operation: OperationTypePlan\n  Who:       ann@laptop\n  Created:   noon\n";
  const answers = { plan: [{ code: 1, stdout: errorLine("Error acquiring the state lock", detail) }] };

  const { outcomes } = await deploy(project({ data: { answers } }));

  expect(outcomes.data).toMatchObject({
    error: { kind: "locked", message: expect.stringContaining("locked by ann@laptop since noon (plan)") as string },
  });
});

test("a cluster that does not answer stops it before Terraform takes every release for gone", async () => {
  const cluster = new FakeCluster();
  cluster.refusal = new DeployError("cluster", "Could not find anything in the cluster of context test.");
  const [stack] = project({ data: { answers: planning(release) } });

  const { outcomes } = await deploy([stack!], { cluster });

  expect(outcomes.data).toMatchObject({ kind: "stopped", error: { kind: "cluster" } });
  expect(stack!.commands()).toEqual([]);
});

test("a failed release is told with its pod's reason, its last lines and what serves", async () => {
  const cluster = new FakeCluster({
    releases: {
      "flowmaestro/api": [
        { secret: "s3", revision: 3, status: "deployed" },
        { secret: "s2", revision: 2, status: "failed" },
      ],
    },
  });
  const upgrade = shownChange("helm_release.api", ["update"], { name: "api", namespace: "flowmaestro" });
  const apply = [
    { code: 1, stdout: errorLine("Error upgrading chart", "context deadline exceeded", "helm_release.api") },
  ];
  const crash = (name: string, restartCount: number) => ({
    metadata: { name, uid: name, labels: { "app.kubernetes.io/instance": "api" } },
    status: {
      containerStatuses: [
        {
          name: "api",
          image: "i",
          imageID: "",
          ready: false,
          restartCount,
          lastState: { terminated: { exitCode: 1 } },
        },
      ],
    },
  });
  cluster.currentPods = [crash("api-1", 2), crash("api-2", 1)];
  cluster.logs = { "api-1 previous": "cannot reach the database\n", "api-2 previous": "cannot reach the database\n" };

  const { outcomes, lines } = await deploy(project({ workloads: { answers: { ...planning(upgrade), apply } } }), {
    cluster,
  });

  expect(outcomes.workloads).toMatchObject({ kind: "failed" });
  expect(lines.at(-1)!.split("\n")).toEqual([
    "workloads: release flowmaestro/api failed; revision 3 serves as before.",
    "  pod/api-2 in flowmaestro: Error: exited with code 1, 2 times so far",
    "    its last lines:",
    "    │ cannot reach the database",
    "  Terraform: helm_release.api: Error upgrading chart: context deadline exceeded",
    "Correct what is said above, then run the same command again. More: kubectl --context test --namespace flowmaestro " +
      "get events --sort-by .lastTimestamp",
  ]);
});

test("a Terraform that is ended by something else says what it was at", async () => {
  const apply = [{ stdout: line("apply_start", "helm_release.api"), hang: true }];
  const [stack] = project({ workloads: { answers: { ...planning(release), apply } } });
  const kill = new AbortController();

  const { outcomes } = await deploy([stack!], {
    kill: kill.signal,
    onProgress: (progress) => progress.type === "terraform" && kill.abort(),
  });

  expect(outcomes.workloads).toEqual({ kind: "interrupted", unfinished: ["helm_release.api"] });
});

test("a request to stop while somebody is asked changes nothing", async () => {
  const stop = new AbortController();
  const [stack] = project({ data: { answers: planning(release) } });

  const { outcomes } = await deploy([stack!], {
    stop: stop.signal,
    approve: () => {
      stop.abort();
      return Promise.resolve(true);
    },
  });

  expect(outcomes.data).toEqual({ kind: "interrupted", unfinished: [] });
  expect(stack!.commands()).not.toContain("apply");
});

test("a request to stop just before Terraform is started ends the looking at pods as well", async () => {
  const stop = new AbortController();
  const cluster = new FakeCluster();
  let looks = 0;
  cluster.pods = () => {
    looks += 1;
    stop.abort();
    return Promise.resolve([]);
  };

  const { outcomes } = await deploy(project({ workloads: { answers: planning(release) } }), {
    cluster,
    stop: stop.signal,
  });

  expect(outcomes.workloads).toEqual({ kind: "interrupted", unfinished: [] });
  const seen = looks;
  await new Promise((resolve) => setTimeout(resolve, 2500));
  expect(looks).toBe(seen);
});

test("what comes after a request to stop is not started", async () => {
  const stop = new AbortController();
  const apply = [{ stdout: line("apply_start", "a"), hang: true }];
  const stacks = project({
    data: { answers: { ...planning(release), apply } },
    workloads: { answers: planning(release), after: ["data"] },
  });

  const { outcomes } = await deploy(stacks, {
    stop: stop.signal,
    onProgress: (progress) => progress.type === "terraform" && stop.abort(),
  });

  expect(outcomes).toEqual({
    data: { kind: "interrupted", unfinished: ["a"] },
    workloads: { kind: "skipped", because: "data" },
  });
});
