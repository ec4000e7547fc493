import type { Outcome } from "../../../cli/deploy/progress";
import { DeployError } from "../../../cli/deploy/deploy-error";
import { FakeMachine } from "./fake-machine";

let machine: FakeMachine;

beforeEach(() => {
  machine = new FakeMachine();
  machine.contexts({ lab: "https://127.0.0.1:6443" }, "lab");
  machine.clusters.lab = "uid-1";
});

afterEach(() => {
  jest.restoreAllMocks();
  machine.remove();
});

describe("up", () => {
  test("prints the addresses that the environment tells the application", async () => {
    const { text } = await machine.run("up");
    const command = "kubectl --context lab --namespace flowmaestro port-forward service";
    for (const [url, forward] of [
      ["http://localhost:3001", "api-server 3001:3001"],
      ["http://localhost:8080", "frontend 8080:80"],
      ["http://localhost:8081", "marketing 8081:80"],
      ["http://localhost:8088", "temporal-server-web 8088:8080"],
    ]) {
      expect(text).toContain(url);
      expect(text).toContain(`${command}/${forward}\n`);
    }
    expect(text).toContain("FlowMaestro (local) is up: 0 s.");
  });

  test("waits until it is well", async () => {
    machine.answers = [
      { status: 503, body: "no database" },
      ...Array.from({ length: 9 }, () => ({ status: 200, body: "" })),
    ];
    const { code, text } = await machine.run("up");
    expect(code).toBe(0);
    expect(machine.waits).toBe(1);
    expect(text).toContain("health: every Deployment serves; 200 from api-server/health");
  });

  test("tells what is not well after three minutes", async () => {
    let now = Date.now();
    jest.spyOn(Date, "now").mockImplementation(() => (now += 60_000));
    machine.deployments = [{ name: "temporal-worker", wanted: 2, available: 1 }];
    const { code, text } = await machine.run("up");
    expect(code).toBe(1);
    expect(text).toMatch(/Everything is deployed, but not well:\n {2}temporal-worker: 1 of 2 pods serve\n$/);
    machine.deployments = [];
    machine.answers = [{ status: 503, body: '{"postgres":"refused"}' }];
    expect((await machine.run("up")).text).toContain(
      '  api-server: /health answers HTTP 503: {"postgres":"refused"}\n',
    );
  });

  test("a failure is told once, with what to do", async () => {
    const error = new DeployError("plan", "The plan failed.");
    machine.outcomes = [{ kind: "unchanged" }, { kind: "stopped", error }];
    const { code, text } = await machine.run("up");
    expect(code).toBe(1);
    expect(text).toMatch(/\nworkloads could not be deployed, as said above; `npm run local` goes on from here; .*\n$/);
    expect(text).not.toMatch(/^\s+at /m);
  });

  test("Terraform is named when it is missing", async () => {
    machine.env.TERRAFORM_BINARY_NAME = "tofu";
    const { code, text } = await machine.run("up");
    expect(code).toBe(1);
    expect(text).toMatch(/^tofu is not on the PATH; it is needed to deploy the stacks\. Install it: .*opentofu/);
  });

  test("Ctrl-C says what is left", async () => {
    machine.outcomes = [{ kind: "interrupted", unfinished: [] }];
    const { code, text } = await machine.run("up");
    expect(code).toBe(130);
    expect(text).toMatch(/\nStopped\. What was made so far stays in the cluster of context lab: .*removes it\.\n$/);
  });

  test("Ctrl-C before anything was made", async () => {
    machine.contexts({});
    machine.install("kind", "docker");
    machine.stop.abort();
    expect(await machine.run("up")).toEqual({ code: 130, text: "Stopped. Nothing was made.\n" });
  });
});

describe("down", () => {
  const UNCHANGED: Outcome = { kind: "unchanged" };

  test("has nothing to do", async () => {
    expect(await machine.run("down")).toEqual({
      code: 0,
      text: "Nothing to remove: this checkout has deployed nothing as local.\n",
    });
    expect(machine.requests).toEqual([]);
  });

  test("leaves a cluster that was there before", async () => {
    machine.install("kind", "docker");
    await machine.run("up");
    const { code, text } = await machine.run("down");
    expect(code).toBe(0);
    expect(machine.requests.map(({ direction }) => direction)).toEqual(["deploy", "destroy"]);
    expect(machine.calls()).toEqual([]);
    expect(text).toContain("the cluster of context lab, which was there before");
    expect((await machine.run("down")).text).toContain("Nothing to remove");
  });

  test("knows of a deployment by its state as well", async () => {
    machine.deployed();
    machine.outcomes = [UNCHANGED, UNCHANGED];
    expect((await machine.run("down")).code).toBe(0);
    expect(machine.requests[0]!.options.env).toMatchObject({ KUBE_CTX: "lab" });
  });

  test("asks nothing of another cluster of the same name", async () => {
    machine.deployed({ context: "lab", clusterId: "uid-0" });
    const { code, text } = await machine.run("down");
    expect(code).toBe(0);
    expect(text).toContain("the one of context lab is gone already");
    expect(machine.requests).toEqual([]);
    expect(machine.records.hasResources()).toBe(false);
  });

  test("keeps its notes when something could not be removed", async () => {
    machine.deployed({ context: "lab", clusterId: "uid-1" });
    machine.outcomes = [{ kind: "stopped", error: new DeployError("locked", "Locked.") }];
    const { code, text } = await machine.run("down");
    expect(code).toBe(1);
    expect(text).toContain("data could not be destroyed, as said above; `npm run local:down` goes on from here.");
    expect(machine.records.read()).toBeDefined();
  });

  test("refuses a public server as well", async () => {
    machine.contexts({ lab: "https://34.1.2.3" }, "lab");
    machine.deployed({ context: "lab", clusterId: "uid-1" });
    const { code, text } = await machine.run("down");
    expect(code).toBe(1);
    expect(text).toContain("is refused");
  });
});

describe("the environment", () => {
  test("in Google Cloud is refused", async () => {
    machine.env.FLOWMAESTRO_ENV = "production";
    const { code, text } = await machine.run("up");
    expect(code).toBe(1);
    expect(text).toMatch(/^FLOWMAESTRO_ENV: got "production", which is in Google Cloud, .*\n$/);
  });

  test("unknown is told as everywhere", async () => {
    machine.env.FLOWMAESTRO_ENV = "lokal";
    expect((await machine.run("up")).text).toContain("did you mean local?");
  });
});

test("--help", async () => {
  expect((await machine.run("up", "--help")).text).toContain("npm run local -- --app-source PATH");
});
