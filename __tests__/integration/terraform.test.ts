import { join } from "node:path";
import { type StackJson, synthEnvironment } from "../support/synth-app";
import { missingProviders, terraform, writeState } from "../support/terraform";

const ENVIRONMENTS = ["production", "staging"];

interface ResourceChange {
  readonly address: string;
  readonly mode: string;
  readonly type: string;
  readonly change: { readonly actions: readonly string[]; readonly after: Record<string, unknown> };
}

/** What a network that exists would have put out, in the form of the real thing. */
const NETWORK: Readonly<Record<string, string>> = {
  cross_stack_output_google_compute_network_network_id: "projects/acme/global/networks/flowmaestro-network",
  cross_stack_output_google_compute_subnetwork_subnet_id:
    "projects/acme/regions/us-central1/subnetworks/flowmaestro-nodes",
  cross_stack_output_google_compute_global_address_private_services_range_name: "flowmaestro-private-services",
};

const stackFolder = (environment: string, stack: string) => join(synthEnvironment(environment).outdir, "stacks", stack);

function writtenNetworkState(environment: string): void {
  const { outdir, stacks } = synthEnvironment(environment);
  const published = Object.keys(stacks.network!.output!);
  const outputs = published.filter((name) => name in NETWORK).map((name) => [name, NETWORK[name]] as const);
  writeState(join(outdir, "..", "terraform-state", environment, "network.tfstate"), Object.fromEntries(outputs));
}

function plan(
  environment: string,
  stack: string,
): { readonly changes: readonly ResourceChange[]; readonly text: string } {
  const folder = stackFolder(environment, stack);
  const init = terraform(folder, ["init", "-input=false", "-no-color"]);
  if (init.status !== 0) throw new Error(init.stderr);
  const planned = terraform(folder, ["plan", "-input=false", "-no-color", "-out=plan"]);
  if (planned.status !== 0) throw new Error(planned.stderr);
  const text = terraform(folder, ["show", "-json", "plan"]).stdout;
  const { resource_changes: changes } = JSON.parse(text) as { resource_changes: ResourceChange[] };
  return { changes: changes.filter(({ mode }) => mode === "managed"), text };
}

function declared({ resource = {} }: StackJson): string[] {
  return Object.entries(resource).flatMap(([type, blocks]) => Object.keys(blocks).map((id) => `${type}.${id}`));
}

function counted(changes: readonly ResourceChange[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { type } of [...changes].sort((a, b) => a.type.localeCompare(b.type)))
    counts[type] = (counts[type] ?? 0) + 1;
  return { total: changes.length, ...counts };
}

const missing = missingProviders(stackFolder("production", "data"));
if (missing) console.warn(`skipped: ${missing}`);
const whenProviders = missing ? describe.skip : describe;

whenProviders.each(ENVIRONMENTS)("the stacks of %s with the real providers", (environment) => {
  test.each(["network", "data", "cluster", "workloads"])("%s is valid", (stack) => {
    const folder = stackFolder(environment, stack);
    const init = terraform(folder, ["init", "-backend=false", "-input=false", "-no-color"]);
    expect(init.stderr).toBe("");

    const validated = terraform(folder, ["validate", "-json"]);

    expect(JSON.parse(validated.stdout)).toMatchObject({ valid: true, error_count: 0, warning_count: 0 });
  });

  test.each(["network", "data", "cluster"])(
    "the first plan of %s creates everything it declares and nothing else",
    (stack) => {
      // GIVEN an empty state, and a network whose outputs are known
      writtenNetworkState(environment);

      const { changes } = plan(environment, stack);

      expect(new Set(changes.flatMap(({ change }) => change.actions))).toEqual(new Set(["create"]));
      expect(changes.map(({ address }) => address).sort()).toEqual(
        declared(synthEnvironment(environment).stacks[stack]!).sort(),
      );
      expect(counted(changes)).toMatchSnapshot();
    },
  );

  test("the plan of data holds no value of a secret", () => {
    writtenNetworkState(environment);

    const { changes } = plan(environment, "data");

    const writeOnly = changes.flatMap(({ change }) => [change.after.password_wo, change.after.secret_data_wo]);
    expect(writeOnly.filter((value) => value !== undefined && value !== null)).toEqual([]);
  });
});
