import { EventEmitter } from "node:events";
import { delimiter, join } from "node:path";
import { readContexts } from "../../../cli/local/contexts";
import { installHint } from "../../../cli/shared/install-hints";
import { interrupts } from "../../../cli/shared/interrupts";
import { CommandError } from "../../../cli/shared/command-error";
import { readOptions } from "../../../cli/local/options";
import { durationText, Output } from "../../../cli/shared/output";
import { placeOf } from "../../../cli/local/server-address";
import { FakeMachine, kubeconfig } from "./fake-machine";

describe("placeOf", () => {
  const hosts: Record<string, readonly string[]> = {
    "kubernetes.docker.internal": ["127.0.0.1"],
    "mixed.example.com": ["10.0.0.1", "34.1.2.3"],
    "nowhere.example.com": [],
  };
  const resolve = (host: string) =>
    hosts[host] ? Promise.resolve(hosts[host]) : Promise.reject(new Error("ENOTFOUND"));

  test.each([
    ["https://127.0.0.1:6443", "own"],
    ["https://0.0.0.0:6550", "own"],
    ["https://[::1]:6443", "own"],
    ["https://[::ffff:192.168.1.1]:6443", "own"],
    ["https://[fd00::1]", "own"],
    ["https://10.1.2.3", "own"],
    ["https://172.31.0.1", "own"],
    ["https://192.168.49.2:8443", "own"],
    ["https://kubernetes.docker.internal:6443", "own"],
    ["https://172.32.0.1", "public"],
    ["https://34.117.1.2", "public"],
    ["https://100.64.0.1", "public"],
    ["https://[2600:1900::1]", "public"],
    ["https://[::ffff:34.117.1.2]", "public"],
    ["https://mixed.example.com", "public"],
    ["https://unheard.example.com", "unknown"],
    ["https://nowhere.example.com", "unknown"],
    ["not an address", "unknown"],
  ])("%s is %s", async (server, kind) => {
    expect((await placeOf(server, resolve)).kind).toBe(kind);
  });
});

describe("readContexts", () => {
  let machine: FakeMachine;

  beforeEach(() => {
    machine = new FakeMachine();
  });

  afterEach(() => machine.remove());

  test("the first file that names something wins; those that are missing do not count", () => {
    const a = machine.write("a", kubeconfig({ one: "https://10.0.0.1" }));
    const b = machine.write("b", kubeconfig({ one: "https://10.0.0.2", two: "https://10.0.0.3" }, "two"));
    const { current, all } = readContexts({ KUBECONFIG: [a, join(machine.root, "none"), b].join(delimiter) });
    expect(current).toBe("two");
    expect(all.map(({ name, server }) => [name, server])).toEqual([
      ["one", "https://10.0.0.1"],
      ["two", "https://10.0.0.3"],
    ]);
  });

  test("KUBE_CTX chooses, as for the providers", () => {
    const a = machine.write("a", kubeconfig({ one: "https://10.0.0.1" }, "one"));
    expect(readContexts({ KUBECONFIG: a, KUBE_CTX: "two" }).current).toBe("two");
  });

  test("a file that is no YAML", () => {
    const a = machine.write("a", "a: [");
    expect(() => readContexts({ KUBECONFIG: a })).toThrow(CommandError);
  });
});

describe("readOptions", () => {
  test.each([
    [["up", "--app-source", "/x"], { command: "up", appSource: "/x" }],
    [["down"], { command: "down" }],
    [[], { command: "up", imagesReady: false, rebuild: false }],
  ])("%j", (args, expected) => expect(readOptions(args)).toMatchObject(expected));

  test.each([[["sideways"]], [["up", "down"]], [["up", "--frob"]], [["down", "--rebuild"]], [["up", "--app-source"]]])(
    "%j is refused",
    (args) => expect(() => readOptions(args)).toThrow(CommandError),
  );

  test("images are built or ready", () => {
    expect(() => readOptions(["up", "--app-source", "x", "--images-ready"])).toThrow("choose one of them");
  });
});

describe("interrupts", () => {
  test("the echo that npm makes of a Ctrl-C is not a second one", () => {
    const now = jest.spyOn(Date, "now").mockReturnValue(1_000_000);
    const signals = new EventEmitter();
    const { stop, kill } = interrupts(signals, new Output({ write: () => true }));
    signals.emit("SIGINT");
    now.mockReturnValue(1_000_020);
    signals.emit("SIGINT");
    expect([stop.aborted, kill.aborted]).toEqual([true, false]);
    now.mockReturnValue(1_003_000);
    signals.emit("SIGINT");
    expect(kill.aborted).toBe(true);
    now.mockRestore();
  });
});

describe("Output", () => {
  test("a status is overwritten on a terminal and left out elsewhere", () => {
    const written: string[] = [];
    const write = (text: string) => written.push(text);
    const terminal = new Output({ isTTY: true, columns: 10, write });
    terminal.status("0123456789abc");
    terminal.say("done");
    expect(written).toEqual(["012345678", "\r\u001b[2K", "done\n"]);
    const log = new Output({ write });
    log.status("nothing");
    log.clear();
    expect(written).toHaveLength(3);
  });

  test.each([
    [400, "0 s"],
    [59_000, "59 s"],
    [125_000, "2 min 5 s"],
  ])("%i ms is %s", (milliseconds, text) => expect(durationText(milliseconds)).toBe(text));
});

test.each([
  ["darwin", "brew install kind (https://kind.sigs.k8s.io/docs/user/quick-start/#installation)"],
  ["win32", "winget install Kubernetes.kind (https://kind.sigs.k8s.io/docs/user/quick-start/#installation)"],
  ["linux", "https://kind.sigs.k8s.io/docs/user/quick-start/#installation"],
] as const)("how to install kind on %s", (platform, hint) => expect(installHint("kind", platform)).toBe(hint));
