import type { CoreV1Event, V1Pod } from "@kubernetes/client-node";
import { type WatchedTrouble, Watcher } from "../../../cli/deploy/watch";
import { FakeCluster } from "./fakes";

const crashing = (name: string, restartCount = 1, release = "api"): V1Pod => ({
  metadata: { name, uid: name, labels: { "app.kubernetes.io/instance": release } },
  status: {
    containerStatuses: [
      {
        name: "c",
        image: "i",
        imageID: "",
        ready: false,
        restartCount,
        state: { waiting: { reason: "CrashLoopBackOff" } },
        lastState: { terminated: { exitCode: 1, message: "words of the status" } },
      },
    ],
  },
});

const waiting = (name: string, reason: string): V1Pod => ({
  metadata: { name, uid: name, labels: { "app.kubernetes.io/instance": "api" } },
  status: {
    containerStatuses: [
      { name: "c", image: "i", imageID: "", ready: false, restartCount: 0, state: { waiting: { reason } } },
    ],
  },
});

const event = (reason: string, kind: string, name: string, count = 1): CoreV1Event =>
  ({
    metadata: { uid: `${reason} ${name}` },
    reason,
    message: reason,
    count,
    involvedObject: { kind, name },
  }) as CoreV1Event;

/** Long enough for a few looks. */
const someLooks = () => new Promise((resolve) => setTimeout(resolve, 60));

async function watched(cluster: FakeCluster, ...moments: readonly (() => void)[]) {
  const announced: WatchedTrouble[] = [];
  const watcher = new Watcher({
    cluster,
    namespaces: ["flowmaestro"],
    intervalMs: 10,
    onTrouble: (trouble) => announced.push(trouble),
  });
  await watcher.start();
  for (const moment of moments) {
    moment();
    await someLooks();
  }
  await watcher.stop();
  return { watcher, announced };
}

test("a reason is remembered after its pod is gone, with the log of the container that ended", async () => {
  const cluster = new FakeCluster();
  cluster.logs = { "api-1 previous": "first\n\u001b[31msecond\u001b[0m\n" };

  const { watcher, announced } = await watched(
    cluster,
    () => (cluster.currentPods = [crashing("api-1")]),
    () => (cluster.currentPods = [crashing("api-1", 2)]),
    () => (cluster.currentPods = []),
  );

  expect(watcher.told()).toMatchObject([
    {
      namespace: "flowmaestro",
      object: "pod/api-1",
      reason: "CrashLoopBackOff",
      message: "exited with code 1, 3 times so far",
      logLines: ["first", "second"],
      old: false,
    },
  ]);
  expect(announced).toHaveLength(1);
});

test("the status has the last words when there is no log", async () => {
  const cluster = new FakeCluster();

  const { watcher } = await watched(cluster, () => (cluster.currentPods = [crashing("api-1")]));

  expect(watcher.told()[0]!.logLines).toEqual(["words of the status"]);
});

test("what mends itself at once is not announced", async () => {
  const cluster = new FakeCluster();
  let looks = 0;
  cluster.pods = () => Promise.resolve(++looks === 2 ? [waiting("api-1", "CreateContainerConfigError")] : []);

  const { announced } = await watched(cluster, () => undefined);

  expect(announced).toEqual([]);
});

test("what was so before comes last, and events from before are not told", async () => {
  const cluster = new FakeCluster();
  cluster.currentPods = [crashing("api-old")];
  cluster.currentEvents = [event("FailedCreate", "ReplicaSet", "api-old", 5)];

  const { watcher } = await watched(
    cluster,
    () => (cluster.currentPods = [crashing("api-old"), waiting("api-new", "X")]),
  );

  expect(watcher.told().map(({ object, old }) => [object, old])).toEqual([
    ["pod/api-new", false],
    ["pod/api-old", true],
  ]);
});

test("the most telling comes first, and each release has its own", async () => {
  const cluster = new FakeCluster();

  const { watcher } = await watched(cluster, () => {
    cluster.currentPods = [crashing("worker-1", 1, "worker"), waiting("api-1", "ErrImagePull"), crashing("api-2")];
    cluster.currentEvents = [
      event("FailedCreate", "ReplicaSet", "api-5d4f"),
      event("BackoffLimitExceeded", "Job", "migrations-1a"),
    ];
  });

  expect(watcher.told({ namespace: "flowmaestro", name: "api" }).map(({ object }) => object)).toEqual([
    "pod/api-2",
    "pod/api-1",
    "replicaset/api-5d4f",
  ]);
  expect(watcher.told({ namespace: "flowmaestro", name: "migrations" }).map(({ object }) => object)).toEqual([
    "job/migrations-1a",
  ]);
  expect(watcher.told({ namespace: "other", name: "api" })).toEqual([]);
  expect(watcher.told()).toHaveLength(5);
});

test("a cluster that does not answer for a moment ends nothing", async () => {
  const cluster = new FakeCluster();

  const { watcher } = await watched(
    cluster,
    () => (cluster.refusal = new Error("connection refused")),
    () => {
      cluster.refusal = undefined;
      cluster.currentPods = [crashing("api-1")];
    },
  );

  expect(watcher.told()).toHaveLength(1);
});
