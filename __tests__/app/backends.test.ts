import { backendSchema } from "../../config/schema/backend";
import { addressedBlocks } from "../support/blocks";
import type { Synthesized } from "../support/synth";
import { synthChanged } from "../support/synth-app";
import { producerOf } from "../support/trace";

type Stacks = Synthesized["stacks"];

const STACKS = ["network", "data", "cluster", "workloads", "observability"];
/** Those that others read from. */
const PRODUCERS = ["network", "data", "cluster", "workloads"];

/** An environment with its state elsewhere. */
function stacksWith(backend: Record<string, string>, environment = "production"): Stacks {
  return synthChanged(environment, (original) => ({ ...original, backend: backendSchema.parse(backend) })).stacks;
}

/** Where the stacks look for the state of each other. */
function remoteStates(stacks: Stacks): Record<string, unknown> {
  const states = Object.values(stacks)
    .flatMap(addressedBlocks)
    .filter(({ type }) => type === "terraform_remote_state")
    .map(({ address, block }) => [producerOf(address)!, { [block["backend"] as string]: block["config"] }] as const);
  return Object.fromEntries(states);
}

/** One key of every stack's own settings. */
function terraformOf(stacks: Stacks, key: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(stacks).map(([name, { terraform }]) => [name, terraform[key]]));
}

function byStack(location: (stack: string) => unknown, stacks = STACKS): Record<string, unknown> {
  return Object.fromEntries(stacks.map((stack) => [stack, location(stack)]));
}

test("local state is in this checkout, one file for each environment and stack", () => {
  // WHEN
  const stacks = stacksWith({ type: "local" });

  // THEN
  const location = (stack: string) => ({ local: { path: `../../../terraform-state/production/${stack}.tfstate` } });
  expect(terraformOf(stacks, "backend")).toEqual(byStack(location));
  expect(remoteStates(stacks)).toEqual(byStack(location, PRODUCERS));
});

test("state in a bucket has a prefix for each environment and stack", () => {
  // WHEN
  const stacks = stacksWith({ type: "gcs", bucket: "acme-state", prefix: "maestro" });

  // THEN
  const location = (stack: string) => ({ gcs: { bucket: "acme-state", prefix: `maestro/production/${stack}` } });
  expect(terraformOf(stacks, "backend")).toEqual(byStack(location));
  expect(remoteStates(stacks)).toEqual(byStack(location, PRODUCERS));
});

describe("state in Terraform Cloud", () => {
  const backend = { type: "cloud", organization: "acme", workspacePrefix: "maestro" };
  const place = { hostname: "app.terraform.io", organization: "acme" };

  test("has a workspace for each environment and stack", () => {
    // WHEN
    const stacks = stacksWith(backend, "staging");

    // THEN
    const workspaces = (stack: string) => ({ ...place, workspaces: { name: `maestro-staging-${stack}` } });
    expect(terraformOf(stacks, "cloud")).toEqual(byStack(workspaces));
    expect(terraformOf(stacks, "backend")).toEqual(byStack(() => undefined));
    expect(remoteStates(stacks)).toEqual(byStack((stack) => ({ remote: workspaces(stack) }), PRODUCERS));
  });

  test("may be in a project of an installation of one's own", () => {
    // WHEN
    const { network } = stacksWith({ ...backend, hostname: "terraform.acme.example", project: "platform" });

    // THEN
    expect(network!.terraform["cloud"]).toEqual({
      hostname: "terraform.acme.example",
      organization: "acme",
      workspaces: { name: "maestro-production-network", project: "platform" },
    });
  });

  test("is reached with no token that the files know", () => {
    expect(JSON.stringify(terraformOf(stacksWith(backend), "cloud"))).not.toContain("token");
  });

  test("is what the CLI takes it for, so that it knows that runs are remote", () => {
    // WHEN
    const { files } = synthChanged("production", (original) => ({
      ...original,
      backend: backendSchema.parse(backend),
    }));

    // THEN
    expect(JSON.parse(files["stacks/network/cdk.tf.json"]!)).toMatchObject({
      "//": { metadata: { backend: "cloud", cloud: "tfc" } },
    });
  });
});
