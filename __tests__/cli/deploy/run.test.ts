import { spawnSync } from "node:child_process";
import { run } from "../../../cli/deploy/run";
import { temporaryFolder } from "./fakes";

const node = (script: string) => ({
  program: process.execPath,
  args: ["-e", script],
  folder: temporaryFolder(),
  env: process.env,
});

test("collects what a program says, and hands it its input", async () => {
  const script = `process.stdin.pipe(process.stdout); console.error("remark");`;

  expect(await run({ ...node(script), input: "state" })).toEqual({
    code: 0,
    signal: null,
    stdout: "state",
    stderr: "remark\n",
  });
});

test("hands over lines as they come, also the last one without an end", async () => {
  const lines: string[] = [];

  await run({ ...node(`process.stdout.write("one\\ntwo\\nthree")`), onLine: (line) => lines.push(line) });

  expect(lines).toEqual(["one", "two", "three"]);
});

test("passes a request to stop on once, and waits for the end", async () => {
  const stop = new AbortController();
  const script = `
    let asked = 0;
    process.on("SIGINT", () => { asked += 1; setTimeout(() => { console.log(asked); process.exit(1); }, 200); });
    console.log("ready");
    setInterval(() => undefined, 1000);
  `;
  const lines: string[] = [];

  const ended = await run({
    ...node(script),
    stop: stop.signal,
    onLine: (line) => {
      lines.push(line);
      if (line === "ready") stop.abort();
    },
  });

  expect(lines).toEqual(["ready", "1"]);
  expect(ended.code).toBe(1);
});

test("keeps a request to stop until the program listens to one", async () => {
  const stop = new AbortController();
  const script = `
    process.on("SIGINT", () => { console.log("asked"); process.exit(0); });
    console.log("starting");
    setTimeout(() => console.log("begun"), 300);
    setInterval(() => undefined, 1000);
  `;
  const lines: string[] = [];

  await run({
    ...node(script),
    stop: stop.signal,
    isListening: (line) => line === "begun",
    onLine: (line) => {
      lines.push(line);
      if (line === "starting") stop.abort();
    },
  });

  expect(lines).toEqual(["starting", "begun", "asked"]);
});

test("ends a program with all that it has started", async () => {
  const kill = new AbortController();
  const script = `
    const child = require("node:child_process").spawn(process.execPath, ["-e", "setInterval(() => undefined, 1000)"]);
    console.log(child.pid);
    setInterval(() => undefined, 1000);
  `;
  let grandchild = 0;

  const ended = await run({
    ...node(script),
    kill: kill.signal,
    onLine: (line) => {
      grandchild = Number(line);
      kill.abort();
    },
  });

  expect(ended).toMatchObject({ code: null, signal: "SIGKILL" });
  await new Promise((resolve) => setTimeout(resolve, 200));
  // Gone, or a zombie where nobody collects the dead.
  const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", String(grandchild)], { encoding: "utf8" });
  expect(stdout.trim()).toMatch(/^(Z.*)?$/);
});

test("starts nothing once somebody has asked to stop", async () => {
  const failure = run({ ...node("process.exit(0)"), stop: AbortSignal.abort() });

  await expect(failure).rejects.toMatchObject({ kind: "interrupted" });
});

test("says that a program is not there", async () => {
  const failure = run({ ...node(""), program: "no-such-terraform", folder: "/tmp" });

  await expect(failure).rejects.toThrow(
    "no-such-terraform could not be started in /tmp: it is not installed, or not on the PATH.",
  );
});
