import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { FakeMachine } from "./fake-machine";

const NAMED = { images: { source: { kind: "ready" }, tag: "dev" } };
let machine: FakeMachine;

beforeEach(() => {
  machine = new FakeMachine();
});

afterEach(() => machine.remove());

describe("which cluster", () => {
  test("the current context when its server is private and answers", async () => {
    machine.contexts({ mine: "https://192.168.49.2:8443", other: "https://10.1.2.3" }, "mine");
    machine.clusters.mine = "uid-1";
    const { code, text } = await machine.run("up");
    expect(text).toContain("cluster: context mine, https://192.168.49.2:8443");
    expect(code).toBe(0);
    expect(machine.records.read()).toEqual({ context: "mine", clusterId: "uid-1", ...NAMED });
    const { env } = machine.requests[0]!.options;
    expect(env).toMatchObject({ KUBE_CTX: "mine", KUBE_CONFIG_PATH: machine.kubeconfigFile, TF_VAR_image_tag: "dev" });
  });

  test("the one of the last time, whatever is current now", async () => {
    machine.contexts({ mine: "https://127.0.0.1:1", other: "https://127.0.0.1:2" }, "other");
    Object.assign(machine.clusters, { mine: "uid-1", other: "uid-2" });
    machine.records.write({ context: "mine", clusterId: "uid-1" });
    expect((await machine.run("up")).text).toContain("context mine");
  });

  test("the one that the environment names", async () => {
    machine.contexts({ mine: "https://127.0.0.1:1", other: "https://127.0.0.1:2" }, "other");
    Object.assign(machine.clusters, { mine: "uid-1", other: "uid-2" });
    machine.environment({ context: "mine" });
    expect((await machine.run("up")).text).toContain("context mine");
  });

  test("a named one that does not exist is refused with those that do", async () => {
    machine.contexts({ mine: "https://127.0.0.1:1" }, "mine");
    machine.environment({ context: "mien" });
    const { code, text } = await machine.run("up");
    expect(code).toBe(1);
    expect(text).toBe(
      `Got the context mien, expected one of ${machine.kubeconfigFile}: mine; correct kubernetes.context in ${machine.root}/environments/local.yaml.\n`,
    );
  });

  test("an environment that names another cluster than it is deployed in is refused, both ways", async () => {
    machine.contexts({ mine: "https://127.0.0.1:1", other: "https://127.0.0.1:2" }, "other");
    machine.environment({ context: "other" });
    machine.deployed({ context: "mine", clusterId: "uid-1" });
    for (const command of ["up", "down"]) {
      const { code, text } = await machine.run(command);
      expect(code).toBe(1);
      expect(text).toContain("environments/local.yaml names other now");
    }
    expect(machine.requests).toEqual([]);
  });

  test("a cluster made anew under the same name has nothing of the former: its state is put aside", async () => {
    machine.contexts({ mine: "https://127.0.0.1:1" }, "mine");
    machine.clusters.mine = "uid-2";
    machine.deployed({ context: "mine", clusterId: "uid-1", made: "kind" });
    const { code, text } = await machine.run("up");
    expect(text).toContain("the one of context mine is gone");
    expect(code).toBe(0);
    expect(existsSync(join(machine.project, "terraform-state/local/data.tfstate.gone"))).toBe(true);
    expect(machine.records.read()).toEqual({ context: "mine", clusterId: "uid-2", ...NAMED });
  });

  test("somebody else's namespace is not taken over", async () => {
    machine.contexts({ mine: "https://127.0.0.1:1" }, "mine");
    machine.clusters.mine = "uid-1";
    machine.namespaces = ["flowmaestro"];
    const { code, text } = await machine.run("up");
    expect(code).toBe(1);
    expect(text).toMatch(
      /^The cluster of context mine has a namespace flowmaestro that this checkout did not make; .*\.\n$/,
    );
    expect(machine.requests).toEqual([]);
    machine.deployed();
    expect((await machine.run("up")).code).toBe(0);
  });
});

describe("a server that is neither here nor private", () => {
  const REFUSAL = /API server of context gke, https:\/\/34\.1\.2\.3, is refused: its address 34\.1\.2\.3 is neither/;

  beforeEach(() => {
    machine.contexts({ gke: "https://34.1.2.3" }, "gke");
    machine.clusters.gke = "uid-1";
  });

  test("is refused when named", async () => {
    machine.environment({ context: "gke" });
    const { code, text } = await machine.run("up");
    expect(code).toBe(1);
    expect(text).toMatch(REFUSAL);
    expect(text).toContain("kubernetes.remote.server https://34.1.2.3 and kubernetes.remote.reason");
  });

  test("is not used when current, and nothing is made without a maker", async () => {
    const { code, text } = await machine.run("up");
    expect(code).toBe(1);
    expect(text).toMatch(REFUSAL);
    expect(text).toContain("kind: https://kind.sigs.k8s.io");
    expect(text).toContain("minikube: https://minikube.sigs.k8s.io");
  });

  test("is not used when current: a cluster is made instead", async () => {
    machine.install("kind", "docker");
    machine.clusters["kind-flowmaestro"] = "uid-2";
    const { code, text } = await machine.run("up");
    expect(text).toMatch(REFUSAL);
    expect(code).toBe(0);
    expect(machine.requests[0]!.options.env).toMatchObject({ KUBE_CTX: "kind-flowmaestro" });
  });

  test("is used when the environment names it with a reason", async () => {
    machine.environment({ remote: { server: "https://34.1.2.3/", reason: "Our shared cluster for tests." } });
    expect((await machine.run("up")).code).toBe(0);
  });

  test("is not used under another address than the one that is named", async () => {
    machine.environment({ remote: { server: "https://34.1.2.4", reason: "Our shared cluster for tests." } });
    expect((await machine.run("up")).code).toBe(1);
  });
});

test("files of the kubeconfig that are missing are passed over, as by kubectl", async () => {
  machine.contexts({ mine: "https://127.0.0.1:1" }, "mine");
  machine.clusters.mine = "uid-1";
  machine.env.KUBECONFIG = `${join(machine.root, "none")}${delimiter}${machine.kubeconfigFile}`;
  machine.env.KUBE_CONFIG_PATHS = "";
  expect((await machine.run("up")).code).toBe(0);
  const { env } = machine.requests[0]!.options;
  expect(env).toMatchObject({ KUBE_CONFIG_PATH: machine.kubeconfigFile });
  expect(env!.KUBE_CONFIG_PATHS).toBeUndefined();
});

test("a damaged note is told", async () => {
  machine.write("project/terraform-state/local/local.json", "{");
  const { code, text } = await machine.run("up");
  expect(code).toBe(1);
  expect(text).toMatch(/local\.json is damaged\. Delete it; .*\n$/);
});

describe("a cluster of our own making", () => {
  test("kind: made, used again, deleted, and the former context is current again", async () => {
    machine.install("kind", "docker");
    machine.contexts({ before: "https://127.0.0.1:1" }, "before");
    machine.clusters["kind-flowmaestro"] = "uid-1";
    const first = await machine.run("up");
    expect(first.text).toContain("The cluster of context before does not answer");
    expect(first.code).toBe(0);
    const tag = machine.records.read()!.images!.tag;
    const images = ["backend", "frontend", "marketing", "migrations"].map(
      (each) => `localhost/flowmaestro/${each}:${tag}`,
    );
    const calls = machine.calls();
    expect(calls).toContain("kind create cluster --name flowmaestro --wait 3m");
    expect(calls.filter((call) => call.startsWith("docker build"))).toHaveLength(4);
    expect(calls.at(-1)).toBe(`kind load docker-image ${images.join(" ")} --name flowmaestro`);

    machine.outcomes = [{ kind: "unchanged" }, { kind: "unchanged" }];
    const again = await machine.run("up");
    expect(again.text).toContain("there was nothing to change");
    expect(machine.calls()).toEqual([]);

    machine.outcomes = [];
    const down = await machine.run("down");
    expect(down.code).toBe(0);
    expect(machine.requests.at(-1)!.direction).toBe("destroy");
    expect(machine.calls()).toEqual([
      "kind get clusters",
      "kind delete cluster --name flowmaestro",
      "kubectl config use-context before",
    ]);
    expect(down.text).not.toContain("which was there before");
    expect(down.text).toContain(`Docker's images localhost/flowmaestro/*:${tag}`);
    expect(machine.records.read()).toBeUndefined();
  });

  test("minikube when there is no kind; its context is known by what minikube writes", async () => {
    machine.install("minikube", "docker");
    machine.clusters.flowmaestro = "uid-1";
    expect((await machine.run("up")).code).toBe(0);
    const calls = machine.calls();
    expect(calls).toContain("minikube start --profile flowmaestro --cpus max --memory 4g");
    expect(calls.filter((call) => /^minikube image load \S+ --profile flowmaestro$/.test(call))).toHaveLength(4);
    expect((await machine.run("down")).code).toBe(0);
    expect(machine.calls()).toContain("minikube delete --profile flowmaestro");
  });

  test("one of that name that we did not make is neither used nor deleted", async () => {
    machine.install("kind", "docker");
    machine.write("state/kind-cluster", "");
    const { code, text } = await machine.run("up");
    expect(code).toBe(1);
    expect(text).toContain("kind has a cluster flowmaestro already, which this checkout did not make");
    expect(machine.calls().filter((call) => /create|delete/.test(call))).toEqual([]);
  });

  test("one that was not finished is made again by up, and deleted by down", async () => {
    machine.install("kind", "docker");
    machine.breaks("kind create");
    const failed = await machine.run("up");
    expect(failed.code).toBe(1);
    expect(failed.text).toContain(
      "`kind create cluster --name flowmaestro --wait 3m` failed. It said:\n  │ made to fail",
    );
    expect(machine.records.read()).toEqual({ context: "kind-flowmaestro", made: "kind" });
    machine.write("state/kind-cluster", "");
    machine.write("state/fails", "");
    machine.calls();
    machine.clusters["kind-flowmaestro"] = "uid-1";
    expect((await machine.run("up")).code).toBe(0);
    const calls = machine.calls();
    expect(calls.indexOf("kind delete cluster --name flowmaestro")).toBeLessThan(
      calls.indexOf("kind create cluster --name flowmaestro --wait 3m"),
    );
    expect(calls).toContain("kind delete cluster --name flowmaestro");
    machine.records.write({ context: "kind-flowmaestro", made: "kind" });
    expect((await machine.run("down")).code).toBe(0);
    expect(machine.calls()).toContain("kind delete cluster --name flowmaestro");
  });

  test("one that does not answer is told with how to start it", async () => {
    machine.contexts({ "kind-flowmaestro": "https://127.0.0.1:1" }, "kind-flowmaestro");
    machine.deployed({ context: "kind-flowmaestro", clusterId: "uid-1", made: "kind" });
    const { code, text } = await machine.run("up");
    expect(code).toBe(1);
    expect(text).toContain("start Docker, then `docker start flowmaestro-control-plane`");
  });

  test("Docker has to run", async () => {
    machine.install("kind");
    expect((await machine.run("up")).text).toMatch(
      /^docker is not on the PATH; it is needed to run the cluster\. Install it: /,
    );
    machine.install("docker");
    machine.breaks("docker version");
    expect((await machine.run("up")).text).toMatch(/^Docker is installed but does not run \(made to fail\)/);
    expect(machine.records.read()).toBeUndefined();
  });
});
