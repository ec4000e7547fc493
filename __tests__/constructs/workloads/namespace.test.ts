import { TerraformOutput } from "cdktf";
import { Namespace } from "../../../constructs/workloads/namespace";
import { resourceOf } from "../../support/blocks";
import { synthConstruct } from "../../support/synth-construct";

const synthesized = () =>
  synthConstruct((stack) => {
    new TerraformOutput(stack, "name", { value: new Namespace(stack, "ns", { name: "app" }).name, staticId: true });
  });

test("only pods that satisfy the restricted standard run in it", () => {
  expect(resourceOf(synthesized(), "kubernetes_namespace_v1")["metadata"]).toEqual({
    name: "app",
    labels: {
      "pod-security.kubernetes.io/enforce": "restricted",
      "pod-security.kubernetes.io/warn": "restricted",
      "pod-security.kubernetes.io/audit": "restricted",
    },
  });
});

test("whoever uses its name waits for it", () => {
  expect(synthesized().output!["name"]!["value"]).toMatch(/^\$\{kubernetes_namespace_v1\.\w+\.metadata\[0\]\.name\}$/);
});
