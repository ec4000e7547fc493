import type { Progress } from "../../../cli/deploy/progress";
import { Row } from "../../../cli/fmctl/stacks/row";

type Told = Progress extends infer P ? (P extends unknown ? Omit<P, "stack"> : never) : never;

function shown(total: number, ...events: readonly Told[]) {
  const task = { title: "", output: "" };
  const row = new Row("workloads", total);
  row.bind(task);
  const ended = events.map((event) => row.tell({ ...event, stack: "workloads" } as Progress)).at(-1)!;
  return { ...task, ended, done: row.done };
}
const started = (address: string): Told => ({
  type: "terraform",
  event: { type: "started", address, action: "create" },
});
const apply: Told = { type: "step", step: "apply" };
const counts = { create: 2, update: 0, replace: 0, delete: 0, import: 0, forget: 0 };

test("a row says how far it is, and below it what is under way, the longest first", () => {
  const running: Told = { type: "terraform", event: { type: "running", address: "b", elapsedSeconds: 70 } };
  const completed: Told = { type: "terraform", event: { type: "completed", address: "c", action: "create" } };

  expect(shown(3, apply, started("c"), completed, started("a"), started("b"), running)).toMatchObject({
    title: "workloads: applying 1 of 3",
    output: "b 1 min 10 s\na 0 s",
    ended: false,
  });
});

test("what is told about stays while the row does", () => {
  expect(shown(1, apply, { type: "notice", text: "Ended 2 provider processes." }, started("a")).output).toBe(
    "Ended 2 provider processes.\na 0 s",
  );
});

test("a row that went well ends with what was done", async () => {
  const { title, output, ended, done } = shown(2, apply, started("a"), {
    type: "ended",
    outcome: { kind: "applied", counts, adopted: 0, seconds: 9 },
  });

  expect({ title, output, ended }).toEqual({ title: "workloads: done in 9 s: 2 to create", output: "", ended: true });
  await expect(done).resolves.toBeUndefined();
});

test("a row that was interrupted says in the middle of what", async () => {
  const { title, done } = shown(2, apply, {
    type: "ended",
    outcome: { kind: "interrupted", unfinished: ["helm_release.api"] },
  });

  expect(title).toContain("workloads: interrupted. In the middle of: helm_release.api.");
  await expect(done).rejects.toThrow("interrupted");
});
