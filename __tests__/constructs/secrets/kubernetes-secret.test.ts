import { TerraformOutput } from "cdktf";
import { KubernetesSecret, type KubernetesSecretProps } from "../../../constructs/secrets/kubernetes-secret";
import { resourceOf } from "../../support/blocks";
import { synthConstruct } from "../../support/synth-construct";

const MINIMAL: KubernetesSecretProps = { name: "db-credentials", namespace: "flowmaestro" };
const PASSWORD = { value: "VALUE", version: "7" };

const synthesized = (change: Partial<KubernetesSecretProps> = {}) =>
  synthConstruct((stack) => {
    const { revision } = new KubernetesSecret(stack, "secret", { ...MINIMAL, ...change });
    new TerraformOutput(stack, "revision", { value: revision, staticId: true });
  });
const secret = (change: Partial<KubernetesSecretProps> = {}) => resourceOf(synthesized(change), "kubernetes_secret_v1");
const revision = (change: Partial<KubernetesSecretProps> = {}) => secret(change)["data_wo_revision"];

test("it has its keys, plain and secret, and none of them in a state", () => {
  expect(secret({ plain: { host: "10.0.0.3" }, secret: { password: PASSWORD } })).toMatchObject({
    metadata: { name: "db-credentials", namespace: "flowmaestro" },
    type: "Opaque",
    data_wo: { host: "10.0.0.3", password: "VALUE" },
  });
  expect(secret()["data"]).toBeUndefined();
});

test("it may be empty, so that pods that read all of it start", () => {
  expect(secret()["data_wo"]).toEqual({});
});

describe("its revision", () => {
  test("is made of exactly the plain values and the versions", () => {
    expect(revision({ plain: { host: "10.0.0.3", port: "5432" }, secret: { password: PASSWORD } })).toBe(
      '${parseint(substr(sha256(jsonencode({"host" = "10.0.0.3", "port" = "5432", "password" = "7"})), 0, 8), 16)}',
    );
  });

  test.each<[string, Partial<KubernetesSecretProps>]>([
    ["a host moves", { plain: { host: "10.0.0.4" }, secret: { password: PASSWORD } }],
    ["a version is added", { plain: { host: "10.0.0.3" }, secret: { password: { ...PASSWORD, version: "8" } } }],
    ["a key is added", { plain: { host: "10.0.0.3", port: "5432" }, secret: { password: PASSWORD } }],
  ])("changes when %s", (_, change) => {
    expect(revision(change)).not.toBe(revision({ plain: { host: "10.0.0.3" }, secret: { password: PASSWORD } }));
  });

  test("does not know the value, which would be in the plan", () => {
    const rotated = { password: { ...PASSWORD, value: "ANOTHER" } };

    expect(revision({ secret: rotated })).toBe(revision({ secret: { password: PASSWORD } }));
  });

  test("is told to others as text, since a chart would make a number a float", () => {
    expect(synthesized().output!["revision"]!["value"]).toMatch(
      /^\$\{tostring\(kubernetes_secret_v1\.\w+\.data_wo_revision\)\}$/,
    );
  });
});

test("what must hold at plan is a precondition", () => {
  const preconditions = [{ condition: "${true}", errorMessage: "never" }];

  expect(secret({ preconditions })["lifecycle"]).toEqual({
    precondition: [{ condition: "${true}", error_message: "never" }],
  });
  expect(secret()["lifecycle"]).toBeUndefined();
});
