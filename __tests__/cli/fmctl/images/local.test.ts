import { chmodSync, copyFileSync } from "node:fs";
import { join } from "node:path";
import { KubeConfig } from "@kubernetes/client-node";
import { kubeconfig } from "../../local/fake-machine";
import { Yard } from "./yard";

let yard: Yard;

beforeEach(async () => {
  yard = await new Yard().start();
  yard.environment("local", (text) => text);
});

afterEach(() => yard.stop());

function inCluster(context: string) {
  yard.write("kubeconfig", kubeconfig({ [context]: "https://127.0.0.1:1" }, context));
  const config = new KubeConfig();
  config.loadFromFile(join(yard.root, "kubeconfig"));
  const known = yard.context();
  return {
    project: yard.root,
    env: { ...known.env, KUBECONFIG: join(yard.root, "kubeconfig") },
    cluster: () => Promise.resolve({ name: "the cluster", config, contextArguments: { kubectl: "", helm: "" } }),
  };
}

test("build makes the images of a checkout and loads them into the cluster, as `npm run local` does", async () => {
  // kind notes how it is called in the same file.
  copyFileSync(join(yard.root, "bin", "docker"), join(yard.root, "bin", "kind"));
  chmodSync(join(yard.root, "bin", "kind"), 0o755);

  const { code, stdout } = await yard.run(["build", "-e", "local", "--source", "checkout"], inCluster("kind-mine"));

  expect(code).toBe(0);
  const lines = yard.calls().map(({ line }) => line);
  const builds = lines.filter((line) => line.startsWith("docker build"));
  expect(builds).toHaveLength(4);
  expect(builds[1]).toContain("--build-arg VITE_API_URL=http://localhost:3001");
  expect(builds.some((line) => line.includes("--platform"))).toBe(false);
  expect(lines.at(-1)).toMatch(/load docker-image .*localhost\/flowmaestro\/migrations:\S+ --name mine$/);
  expect(stdout).toMatch(/`fmctl deploy local` runs [0-9a-f]{12}-[0-9a-f]{12}\.\n$/);
});

test("a cluster that nothing can be loaded into gets a sentence", async () => {
  const { code, stderr } = await yard.run(["build", "-e", "local", "--source", "checkout"], inCluster("remote"));

  expect(code).toBe(1);
  expect(stderr).toContain("Images are loaded into kind, minikube, k3d and Docker Desktop, and context remote is none");
});
