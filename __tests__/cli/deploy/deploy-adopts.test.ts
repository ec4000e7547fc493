import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { destroyStacks } from "../../../cli/deploy/deploy";
import { narrate } from "../../../cli/deploy/narrate";
import { type Answers, errorLine, FakeCluster, planning, shownChange } from "./fakes";
import { deploy, project } from "./project";

const release = shownChange("helm_release.api", ["create"], { name: "api", namespace: "flowmaestro" });
const namespace = shownChange("kubernetes_namespace_v1.namespace", ["create"], { metadata: [{ name: "flowmaestro" }] });
const secret = shownChange("kubernetes_secret_v1.app", ["create"], {
  data_wo_revision: 7,
  metadata: [{ name: "app", namespace: "flowmaestro" }],
});

const cluster = () =>
  new FakeCluster({
    objects: { "Namespace flowmaestro": {}, "Secret flowmaestro/app": {} },
    releases: {
      "flowmaestro/api": [{ secret: "sh.helm.release.v1.api.v1", revision: 1, status: "pending-install" }],
    },
  });
const answers: Answers = {
  plan: [{ code: 2 }],
  show: [
    { stdout: JSON.stringify({ resource_changes: [release, namespace, secret] }) },
    { stdout: JSON.stringify({ resource_changes: [release] }) },
  ],
  "state pull": [{ stdout: JSON.stringify({ version: 4, serial: 4, lineage: "l", outputs: {}, resources: [] }) }],
};

test("what exists already is told, then adopted, then planned anew", async () => {
  const [stack] = project({ workloads: { answers } });
  const there = cluster();
  const imports = join(stack!.folder, "deploy-imports.tf.json");
  let blocks: unknown;

  const { outcomes, lines } = await deploy([stack!], {
    cluster: there,
    approve: () => {
      blocks = JSON.parse(readFileSync(imports, "utf8"));
      return Promise.resolve(true);
    },
  });

  expect(outcomes.workloads).toMatchObject({ kind: "applied", adopted: 3 });
  expect(lines.slice(2, 6)).toEqual([
    "workloads: adopting what exists already",
    "workloads: adopts Namespace flowmaestro as kubernetes_namespace_v1.namespace",
    "workloads: adopts release flowmaestro/api as helm_release.api: its revision 1 was interrupted (pending-install)",
    "workloads: adopts Secret flowmaestro/app as kubernetes_secret_v1.app: its values are written again",
  ]);
  expect(stack!.commands()).toEqual(["init", "plan", "show", "state pull", "state push", "plan", "show", "apply"]);
  expect(JSON.parse(stack!.calls()[4]!.stdin!)).toMatchObject({
    serial: 5,
    resources: [{ name: "app", instances: [{ attributes: { id: "flowmaestro/app", data_wo_revision: 1 } }] }],
  });
  expect(there.failed).toEqual(["flowmaestro/sh.helm.release.v1.api.v1"]);
  expect(blocks).toEqual({
    import: [
      { to: "kubernetes_namespace_v1.namespace", id: "flowmaestro" },
      { to: "helm_release.api", id: "flowmaestro/api" },
    ],
  });
  expect(existsSync(imports)).toBe(false);
});

test("what exists already is destroyed with the rest", async () => {
  const [stack] = project({ workloads: { answers } });

  const outcomes = await destroyStacks({ stacks: [stack!], clusterOf: cluster, binary: stack!.binary });

  expect(outcomes.get("workloads")).toMatchObject({ kind: "applied" });
  const [first, second] = stack!.calls().filter(({ command }) => command === "import");
  expect(first!.args.slice(-2)).toEqual(["kubernetes_namespace_v1.namespace", "flowmaestro"]);
  expect(second!.args.slice(-2)).toEqual(["helm_release.api", "flowmaestro/api"]);
  expect(stack!.calls().findLast(({ command }) => command === "plan")!.args).toContain("-destroy");
});

test("what exists already is not looked for when the stack cannot be planned, which does not keep it from being destroyed", async () => {
  const plan = [{ code: 1, stdout: errorLine("Precondition", "failed") }, { code: 2 }];
  const [stack] = project({ workloads: { answers: { ...answers, plan } } });
  const lines: string[] = [];

  const outcomes = await destroyStacks({
    stacks: [stack!],
    clusterOf: cluster,
    binary: stack!.binary,
    onProgress: (progress) => lines.push(...narrate(progress)),
  });

  expect(outcomes.get("workloads")).toMatchObject({ kind: "applied" });
  expect(lines.join("\n")).toContain("was not looked for: Precondition: failed");
});

test("stacks are destroyed in the opposite order", async () => {
  const stacks = project({ data: { answers: planning() }, workloads: { answers: planning(), after: ["data"] } });

  const outcomes = await destroyStacks({ stacks, clusterOf: () => undefined, binary: stacks[0]!.binary });

  expect([...outcomes.keys()]).toEqual(["workloads", "data"]);
});
