import type { PlannedChange } from "../../../cli/deploy/plan";
import type { Progress } from "../../../cli/deploy/progress";
import { summarize } from "../../../cli/deploy/summary";
import { Output } from "../../../cli/shared/output";
import { teller } from "../../../cli/local/tell";

function told(...events: readonly Progress[]): string {
  const written: string[] = [];
  const tell = teller(new Output({ write: (text) => written.push(text) }));
  for (const event of events) tell(event);
  return written.join("");
}

const change = (kind: "create" | "delete" | "update", address: string) => ({
  kind,
  address,
  type: "helm_release",
  arguments: kind === "update" ? ["values"] : [],
});

function planned(...changes: readonly ReturnType<typeof change>[]): Progress {
  return { stack: "workloads", type: "planned", summary: summarize(changes as unknown as readonly PlannedChange[]) };
}

test("a first deployment and a removal are counted, a change is told by its address", () => {
  expect(told(planned(change("create", "a"), change("create", "b")))).toBe("workloads: 2 to create\n");
  expect(told(planned(change("delete", "a")))).toBe("workloads: 1 to delete\n");
  expect(told(planned(change("update", "a")))).toBe("workloads: 1 to change\n  change a (values)\n");
  expect(told(planned(change("create", "a"), change("delete", "b")))).toContain("DELETE b");
});

test("a pod in trouble is one line while it may still recover", () => {
  const trouble = {
    object: "pod/temporal-server-history-0",
    namespace: "flowmaestro",
    reason: "Error",
    message: "exited with code 1",
    logLines: [`{"stacktrace": "${"x".repeat(5000)}"}`],
  } as unknown as Extract<Progress, { type: "trouble" }>["trouble"];
  expect(told({ stack: "workloads", type: "trouble", trouble })).toBe(
    "workloads: pod/temporal-server-history-0 in flowmaestro: Error: exited with code 1\n",
  );
});

test("no line is longer than a person reads", () => {
  const failure = {
    stack: "workloads",
    releases: [],
    troubles: [],
    errors: ["y".repeat(5000)],
    unfinished: [],
    next: "Correct it.",
  };
  const text = told({ stack: "workloads", type: "ended", outcome: { kind: "failed", failure } });
  expect(Math.max(...text.split("\n").map(({ length }) => length))).toBe(301);
  expect(text).toContain("\nCorrect it.\n");
});

test("a log is told twice a minute of what takes long, a terminal all the time", () => {
  const running = (elapsedSeconds: number): Progress => ({
    stack: "data",
    type: "terraform",
    event: { type: "running", address: "a", elapsedSeconds },
  });
  expect(told(running(10), running(20), running(30))).toBe("data: a: since 30 s\n");
});
