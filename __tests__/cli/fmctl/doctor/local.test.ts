import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Finding } from "../../../../cli/fmctl/commands/doctor/check";
import { localConnection } from "../../../../cli/fmctl/cluster/local-connection";
import { isLocal } from "../../../../cli/fmctl/context";
import { fmctl } from "../../../support/fmctl";
import { programs } from "./cloud";

const PROJECT = join(__dirname, "..", "..", "..", "..");
const CLASS = {
  metadata: { name: "standard", annotations: { "storageclass.kubernetes.io/is-default-class": "true" } },
  provisioner: "disk",
};
const IMAGES = ["backend", "frontend", "marketing", "migrations"].map((image) => `localhost/flowmaestro/${image}:dev`);
const node = (cpu: string, images = IMAGES, taints: unknown[] = []) => ({
  metadata: { name: "one" },
  spec: { taints },
  status: {
    allocatable: { cpu, memory: "8Gi" },
    conditions: [{ type: "Ready", status: "True" }],
    images: [{ names: images }],
  },
});
const pod = (cpu: string, namespace = "kube-system", phase = "Running") => ({
  metadata: { name: "p", namespace },
  spec: { nodeName: "one", containers: [{ name: "c", resources: { requests: { cpu, memory: "64Mi" } } }] },
  status: { phase },
});

/** What the Kubernetes API answers, by path. */
const healthy = (): Record<string, unknown> => ({
  "/version": { major: "1", minor: "34", gitVersion: "v1.34.4" },
  "/apis/storage.k8s.io/v1/storageclasses": { items: [CLASS] },
  "/api/v1/nodes": { items: [node("4")] },
  "/api/v1/pods": { items: [pod("500m")] },
});

let server: Server;
let answers: Record<string, unknown>;
beforeEach(async () => {
  answers = healthy();
  server = createServer(({ url }, response) => {
    const answer = answers[url!.split("?")[0]!.replace(/\/$/, "")];
    response.writeHead(answer ? 200 : 403, { "content-type": "application/json" }).end(JSON.stringify(answer ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(
  () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    }),
);

/** Runs `fmctl doctor` for a local environment whose cluster is the server above. */
async function doctor({
  context = "mine",
  current = "mine",
  file = "",
  address = "",
  tools = ["terraform", "git", "docker"],
} = {}) {
  const folder = join(mkdtempSync(join(tmpdir(), "fmctl-")), "environments");
  mkdirSync(folder);
  for (const name of ["production", "local"]) {
    cpSync(join(PROJECT, "environments", `${name}.yaml`), join(folder, `${name}.yaml`));
  }
  // The chart is one that is here, so that nothing is asked of the network.
  writeFileSync(
    join(folder, "here.yaml"),
    `extends: { environment: local }\ntemporal: { chart: { path: charts/service } }\n${file}`,
  );
  const { port } = server.address() as AddressInfo;
  const kubeconfig = join(folder, "config");
  writeFileSync(
    kubeconfig,
    JSON.stringify({
      ...(current && { "current-context": current }),
      clusters: [
        { name: "c", cluster: { server: address || `http://127.0.0.1:${port}`, "insecure-skip-tls-verify": true } },
      ],
      users: [{ name: "u", user: { token: "t" } }],
      contexts: [{ name: context, context: { cluster: "c", user: "u" } }],
    }),
  );
  const answering = Object.fromEntries(tools.map((tool) => [tool, `echo '{"terraform_version": "1.11.4"}'`]));
  const env = { PATH: programs(answering), FLOWMAESTRO_ENVIRONMENTS: folder, KUBECONFIG: kubeconfig };
  const ran = await fmctl(["doctor", "here", "--json"], {
    env,
    cluster: (environment) => {
      if (!isLocal(environment)) throw new Error("It is local.");
      return Promise.resolve(localConnection({ project: folder, env }, environment));
    },
    resolver: {
      addresses: () => Promise.resolve([{ address: "34.117.1.2", family: 4 }]),
      nameServers: () => Promise.resolve([]),
    },
  });
  const findings = JSON.parse(ran.stdout) as readonly Finding[];
  return { ...ran, findings, of: (check: string) => findings.filter((each) => each.check === check) };
}

const containing = (text: string) => expect.stringContaining(text) as string;

test("given all is well, every line passes and the exit code is 0", async () => {
  const { code, findings } = await doctor();

  expect(findings.filter(({ verdict }) => verdict !== "ok")).toEqual([]);
  expect(findings).toHaveLength(10);
  expect(code).toBe(0);
});

test.each<[string, () => unknown, string, string]>([
  [
    "a login that the cluster refuses",
    () => delete answers["/version"],
    "cluster",
    "refuses the kubeconfig's login (HTTP 403)",
  ],
  [
    "an old cluster",
    () => (answers["/version"] = { gitVersion: "v1.27.3" }),
    "cluster",
    "Kubernetes is 1.27.3, expected 1.30.0 or newer",
  ],
  [
    "no storage class",
    () => (answers["/apis/storage.k8s.io/v1/storageclasses"] = { items: [] }),
    "storage class",
    "gets no volume",
  ],
  [
    "no default storage class",
    () => (answers["/apis/storage.k8s.io/v1/storageclasses"] = { items: [{ ...CLASS, metadata: { name: "slow" } }] }),
    "storage class",
    "none of slow is the default",
  ],
  [
    "nodes that are too small",
    () => (answers["/api/v1/nodes"] = { items: [node("1")] }),
    "room",
    "0.5 CPUs and 7.9 GiB free on 1 node",
  ],
  [
    "nodes that take no pods",
    () => (answers["/api/v1/nodes"] = { items: [node("8", IMAGES, [{ key: "x", effect: "NoSchedule" }])] }),
    "room",
    "0.0 CPUs and 0.0 GiB free on 0 nodes",
  ],
  ["nodes that others fill", () => (answers["/api/v1/pods"] = { items: [pod("3500m")] }), "room", "0.5 CPUs"],
  [
    "images that are not there",
    () => (answers["/api/v1/nodes"] = { items: [node("4", IMAGES.slice(1))] }),
    "images",
    `${IMAGES[0]} on no node`,
  ],
])("given %s, that is told", async (...[, differ, check, text]) => {
  differ();

  const { of, code } = await doctor();

  expect(of(check)).toMatchObject([{ verdict: "wrong", text: containing(text) }]);
  expect(code).toBe(3);
});

test("our own pods and pods that have ended take no room", async () => {
  answers["/api/v1/pods"] = { items: [pod("3500m", "flowmaestro"), pod("3500m", "default", "Succeeded")] };

  expect((await doctor()).of("room")).toMatchObject([{ verdict: "ok" }]);
});

test("a cluster that does not answer is told, and what needs it is skipped", async () => {
  const { of } = await doctor({ address: "http://127.0.0.1:1" });

  expect(of("cluster")).toMatchObject([
    { verdict: "wrong", text: containing("the cluster of context mine at http://127.0.0.1:1 does not answer") },
  ]);
  for (const check of ["storage class", "room", "images"]) {
    expect(of(check)).toMatchObject([{ verdict: "skipped", text: "not asked: cluster comes first" }]);
  }
});

test("a public API server is refused, unless the file says that it may be used", async () => {
  const address = "https://cluster.example.com";

  expect((await doctor({ address })).of("kubeconfig")).toMatchObject([
    { verdict: "wrong", text: containing("34.117.1.2 is a public address"), fix: containing("kubernetes.remote") },
  ]);
  const file = `kubernetes: { remote: { server: "${address}", reason: It is the team's cluster. } }\n`;
  expect((await doctor({ address, file })).of("kubeconfig")).toMatchObject([{ verdict: "ok" }]);
});

test("an unknown context is told with those that there are", async () => {
  const { of } = await doctor({ file: "kubernetes: { context: other }\n" });

  expect(of("kubeconfig")).toMatchObject([
    { verdict: "wrong", text: containing("has no context other"), fix: containing("it has mine") },
  ]);
});

test.each([
  [["terraform", "kind"], "ok", "a deployment makes a cluster with kind"],
  [["terraform"], "wrong", "neither kind nor minikube is on the PATH"],
])("without a context, and with %j on the PATH", async (tools, verdict, text) => {
  const { of } = await doctor({ current: "", tools });

  expect(of("kubeconfig")).toMatchObject([{ verdict, text: containing(text) }]);
  expect(of("room")).toMatchObject([{ verdict: "skipped" }]);
});

test("where images can be loaded, a deployment builds them; Docker and the loader have to be there", async () => {
  answers["/api/v1/nodes"] = { items: [node("4", [])] };
  const kind = { context: "kind-one", current: "kind-one" };

  expect((await doctor({ ...kind, tools: ["terraform", "docker", "kind"] })).of("images")).toMatchObject([
    { verdict: "ok" },
  ]);
  expect((await doctor({ ...kind, tools: ["terraform", "kind"] })).of("images")[0]!.text).toContain(
    "Docker is not on the PATH",
  );
  expect((await doctor({ ...kind, tools: ["terraform", "docker"] })).of("images")[0]!.text).toContain(
    "loads them with kind",
  );
});
