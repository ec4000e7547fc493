import { NodeIdentity } from "../../../constructs/cluster/node-identity";
import { resourceOf } from "../../support/blocks";
import { synthConstruct } from "../../support/synth-construct";

const synthesized = () => synthConstruct((stack) => new NodeIdentity(stack, "nodes", { project: "acme" }));

test("the nodes have an account of their own", () => {
  expect(resourceOf(synthesized(), "google_service_account")).toMatchObject({ account_id: "flowmaestro-nodes" });
});

test("it may do what a node does, and nothing more", () => {
  expect(resourceOf(synthesized(), "google_project_iam_member")).toEqual({
    project: "acme",
    role: "roles/container.defaultNodeServiceAccount",
    member: expect.stringMatching(/^\$\{google_service_account\.\w+\.member\}$/) as string,
  });
});
