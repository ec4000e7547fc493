import type { CoreV1Event, V1ContainerStatus, V1Pod } from "@kubernetes/client-node";
import { eventTroubles, podTroubles } from "../../../cli/deploy/troubles";

function pod(status: object, metadata: object = {}): V1Pod {
  return {
    metadata: { name: "api-1", uid: "1", labels: { "app.kubernetes.io/instance": "api" }, ...metadata },
    status,
  } as V1Pod;
}

const container = (more: object) =>
  pod({ containerStatuses: [{ name: "api", image: "registry/api:1", restartCount: 0, ...more } as V1ContainerStatus] });
const told = (of: V1Pod) => podTroubles(of).map(({ sort, reason, message }) => [sort, reason, message]);
const event = (reason: string, kind: string, name: string, more: object = {}): CoreV1Event =>
  ({
    reason,
    metadata: { uid: reason },
    involvedObject: { kind, name },
    message: "said",
    count: 3,
    ...more,
  }) as CoreV1Event;

describe("a pod's status", () => {
  test.each([
    ["is being made", { state: { waiting: { reason: "ContainerCreating" } } }],
    ["runs", { state: { running: {} } }],
    ["has done its work", { state: { terminated: { exitCode: 0, reason: "Completed" } } }],
  ])("tells nothing of a container that %s", (_, more) => {
    expect(podTroubles(container(more))).toEqual([]);
  });

  test("tells of an exit, whether the container waits to be started again or has been", () => {
    const ended = { terminated: { exitCode: 1, reason: "Error", message: "last words" } };
    const expected = { sort: "exit", message: "exited with code 1, 3 times so far", lastWords: "last words" };
    const loop = container({
      restartCount: 2,
      state: { waiting: { reason: "CrashLoopBackOff" } },
      lastState: ended,
    });

    expect(podTroubles(loop)[0]).toMatchObject({
      ...expected,
      object: "pod/api-1",
      release: "api",
      reason: "CrashLoopBackOff",
      log: { pod: "api-1", container: "api", previous: true },
    });
    expect(podTroubles(container({ restartCount: 2, state: ended }))[0]).toMatchObject({
      ...expected,
      reason: "Error",
      log: { previous: false },
    });
    expect(podTroubles(container({ restartCount: 2, state: { running: {} }, lastState: ended }))[0]).toMatchObject(
      expected,
    );
  });

  test("tells of a server that ends by itself", () => {
    const lastState = { terminated: { exitCode: 0, reason: "Completed" } };
    const waiting = { reason: "CrashLoopBackOff" };

    expect(told(container({ restartCount: 1, state: { waiting }, lastState }))).toEqual([
      ["exit", "CrashLoopBackOff", "exited with code 0, 2 times so far"],
    ]);
  });

  test("says that it was the memory", () => {
    const lastState = { terminated: { exitCode: 137, reason: "OOMKilled" } };

    expect(told(container({ state: { waiting: { reason: "CrashLoopBackOff" } }, lastState }))).toEqual([
      ["exit", "OOMKilled", "used more memory than its limit and was killed"],
    ]);
  });

  test("names the image that cannot be had", () => {
    const waiting = { reason: "ErrImagePull", message: "not found" };

    expect(told(container({ state: { waiting } }))).toEqual([
      ["image", "ErrImagePull", "the image registry/api:1 cannot be pulled: not found"],
    ]);
  });

  test("repeats what is wrong with the configuration", () => {
    const waiting = { reason: "CreateContainerConfigError", message: 'secret "app" not found' };

    expect(told(container({ state: { waiting } }))).toEqual([
      ["configuration", "CreateContainerConfigError", 'secret "app" not found'],
    ]);
  });

  test("looks at init containers as well", () => {
    const initContainerStatuses = [
      { name: "schema", image: "i", restartCount: 0, state: { terminated: { exitCode: 2, reason: "Error" } } },
    ];

    expect(told(pod({ initContainerStatuses }))).toEqual([["exit", "Error", "exited with code 2"]]);
  });

  test("says why no node takes it, and why it was evicted", () => {
    const message = "0/3 nodes are available: 3 Insufficient cpu.";
    const conditions = [{ type: "PodScheduled", status: "False", reason: "Unschedulable", message }];

    expect(told(pod({ conditions }))).toEqual([["scheduling", "Unschedulable", message]]);
    expect(told(pod({ phase: "Failed", reason: "Evicted", message: "The node was low on memory." }))).toEqual([
      ["exit", "Evicted", "The node was low on memory."],
    ]);
  });

  test("says nothing of a pod that is being taken away", () => {
    const state = { terminated: { exitCode: 143, reason: "Error" } };
    const containerStatuses = [{ name: "api", image: "i", restartCount: 0, state }];

    expect(podTroubles(pod({ containerStatuses }, { deletionTimestamp: new Date() }))).toEqual([]);
  });
});

describe("events", () => {
  const pods = [pod({})];

  test.each([
    ["FailedCreate", "ReplicaSet", "api-5d4f", "creation"],
    ["FailedScheduling", "Pod", "api-1", "scheduling"],
    ["FailedMount", "Pod", "api-1", "volume"],
    ["ProvisioningFailed", "PersistentVolumeClaim", "data-postgres-0", "volume"],
    ["BackoffLimitExceeded", "Job", "migrations-1a2b", "job"],
  ])("%s of a %s is told", (reason, kind, name, sort) => {
    expect(eventTroubles([event(reason, kind, name)], pods)).toMatchObject([
      { sort, object: `${kind.toLowerCase()}/${name}`, reason, message: "said, 3 times so far" },
    ]);
  });

  test("what is usual is not told", () => {
    const usual = ["Scheduled", "Pulled", "Created", "Started", "Killing"];

    expect(
      eventTroubles(
        usual.map((reason) => event(reason, "Pod", "api-1")),
        pods,
      ),
    ).toEqual([]);
  });

  test("a probe has to fail several times, of a pod that is to stay", () => {
    const involvedObject = { kind: "Pod", name: "api-1", fieldPath: "spec.containers{api}" };
    const unhealthy = (count: number) => event("Unhealthy", "Pod", "api-1", { count, involvedObject });
    const leaving = [pod({}, { deletionTimestamp: new Date() })];

    expect(eventTroubles([unhealthy(2)], pods)).toEqual([]);
    expect(eventTroubles([unhealthy(3)], leaving)).toEqual([]);
    expect(eventTroubles([unhealthy(3)], pods)).toMatchObject([
      { sort: "probe", release: "api", log: { pod: "api-1", container: "api", previous: false } },
    ]);
  });
});
