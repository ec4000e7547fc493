import { Id } from "@cdktf/provider-random/lib/id";
import { TerraformOutput, TerraformStack } from "cdktf";
import { randomProvider } from "../../../constructs/shared/providers";
import {
  TerraformCloudBackend,
  type TerraformCloudBackendProps,
} from "../../../constructs/shared/terraform-cloud-backend";
import { synthApp } from "../../support/synth";

const PROPS = { hostname: "app.terraform.io", organization: "acme", workspace: "acme-network" };

function synthesized(props: TerraformCloudBackendProps) {
  return synthApp((app) => new TerraformCloudBackend(new TerraformStack(app, "stack"), props));
}

test("the state is in the one workspace of that name", () => {
  expect(synthesized(PROPS).stacks["stack"]!.terraform).toMatchObject({
    cloud: { hostname: "app.terraform.io", organization: "acme", workspaces: { name: "acme-network" } },
  });
});

test("the workspace may be in a project", () => {
  expect(synthesized({ ...PROPS, project: "platform" }).stacks["stack"]!.terraform).toMatchObject({
    cloud: { workspaces: { name: "acme-network", project: "platform" } },
  });
});

test("there is no other backend", () => {
  expect(synthesized(PROPS).stacks["stack"]!.terraform["backend"]).toBeUndefined();
});

test.each([
  ["app.terraform.io", "tfc"],
  ["terraform.acme.example", "tfe"],
])("the CLI knows from %s where the runs are", (hostname, cloud) => {
  const json = JSON.parse(synthesized({ ...PROPS, hostname }).files["stacks/stack/cdk.tf.json"]!) as unknown;

  expect(json).toMatchObject({ "//": { metadata: { backend: "cloud", cloud } } });
});

test("another stack reads from the workspace, and chooses none within it", () => {
  // WHEN
  const { stacks } = synthApp((app) => {
    const producer = new TerraformStack(app, "producer");
    new TerraformCloudBackend(producer, { ...PROPS, project: "platform" });
    randomProvider(producer);
    const consumer = new TerraformStack(app, "consumer");
    new TerraformCloudBackend(consumer, { ...PROPS, workspace: "acme-data" });
    new TerraformOutput(consumer, "suffix", { value: new Id(producer, "id", { byteLength: 4 }).hex });
  });

  // THEN
  const { hostname, organization, workspace: name } = PROPS;
  expect(Object.values(stacks["consumer"]!.data!["terraform_remote_state"]!)).toEqual([
    { backend: "remote", config: { hostname, organization, workspaces: { name } } },
  ]);
});
