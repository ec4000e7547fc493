import { homedir } from "node:os";
import { join } from "node:path";
import { kubeconfigTarget, kubeconfigVariables } from "../../../cli/deploy/kubeconfig";

const DEFAULT = join(homedir(), ".kube", "config");
const stack = (kubernetes?: object) => ({ terraform: {}, provider: kubernetes && { kubernetes: [kubernetes] } });

test.each([
  ["nothing", {}, { KUBE_CONFIG_PATH: DEFAULT }],
  ["kubectl's file", { KUBECONFIG: "/a" }, { KUBE_CONFIG_PATH: "/a" }],
  ["kubectl's files", { KUBECONFIG: "/a::/b" }, { KUBE_CONFIG_PATHS: "/a:/b" }],
  ["the providers' own first", { KUBECONFIG: "/a", KUBE_CONFIG_PATH: "/b" }, { KUBE_CONFIG_PATH: "/b" }],
])("the providers are given %s", (_, env, variables) => {
  expect(kubeconfigVariables(env)).toEqual(variables);
});

test("a stack's cluster is the one that its providers use", () => {
  const env = { KUBECONFIG: "/a" };

  expect(kubeconfigTarget(stack({}), env)).toEqual({ files: ["/a"], context: undefined });
  expect(kubeconfigTarget(stack({ config_context: "kind" }), env)).toEqual({ files: ["/a"], context: "kind" });
  expect(kubeconfigTarget(stack({ config_path: "~/k" }), { KUBE_CTX: "other" })).toEqual({
    files: [join(homedir(), "k")],
    context: "other",
  });
  const helm = { terraform: {}, provider: { helm: [{ kubernetes: { config_context: "kind" } }] } };
  expect(kubeconfigTarget(helm, env)).toEqual({ files: ["/a"], context: "kind" });
});

test("a stack without Kubernetes, or with a host of its own, has none", () => {
  expect(kubeconfigTarget(stack(), {})).toBeUndefined();
  expect(kubeconfigTarget(stack({ host: "https://endpoint" }), {})).toBeUndefined();
});
