import { join } from "node:path";
import { type StackJson, synthEnvironment } from "../support/synth-app";
import { synthVariant } from "../support/variants";
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

/** What the other stacks would have put out for observability. */
const PRODUCERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  network: { cross_stack_output_google_compute_router_nat_nat_name: "flowmaestro-nat" },
  data: {
    cross_stack_output_google_sql_database_instance_postgres_name: "flowmaestro-db-0a1b2c3d",
    cross_stack_output_google_redis_instance_redis_id:
      "projects/acme/locations/us-central1/instances/flowmaestro-redis",
  },
  cluster: { cross_stack_output_google_container_cluster_cluster_name: "flowmaestro-cluster" },
  workloads: {
    cross_stack_output_kubernetes_namespace_v1_namespace_metadata_0__name: "flowmaestro",
    cross_stack_output_helm_release_temporal_name: "temporal",
  },
};

const stackFolder = (environment: string, stack: string) => join(synthEnvironment(environment).outdir, "stacks", stack);

function writtenNetworkState(environment: string): void {
  const { outdir, stacks } = synthEnvironment(environment);
  const published = Object.keys(stacks.network!.output!);
  const outputs = published.filter((name) => name in NETWORK).map((name) => [name, NETWORK[name]] as const);
  writeState(join(outdir, "..", "terraform-state", environment, "network.tfstate"), Object.fromEntries(outputs));
}

/** The states that observability reads, each with what it reads and nothing else. */
function writtenProducerStates(environment: string): void {
  const { outdir, stacks } = synthEnvironment(environment);
  for (const [stack, outputs] of Object.entries(PRODUCERS)) {
    const missing = Object.keys(outputs).filter((name) => !(name in stacks[stack]!.output!));
    if (missing.length > 0) throw new Error(`${stack} does not put out ${missing.join(", ")}`);
    writeState(join(outdir, "..", "terraform-state", environment, `${stack}.tfstate`), outputs);
  }
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
  test.each(["network", "data", "cluster", "workloads", "observability"])("%s is valid", (stack) => {
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

  test("the first plan of observability creates everything it declares, on what the other stacks put out", () => {
    // GIVEN
    writtenProducerStates(environment);

    // WHEN
    const { changes } = plan(environment, "observability");

    // THEN
    expect(new Set(changes.flatMap(({ change }) => change.actions))).toEqual(new Set(["create"]));
    expect(changes.map(({ address }) => address).sort()).toEqual(
      declared(synthEnvironment(environment).stacks.observability!).sort(),
    );
    expect(counted(changes)).toMatchSnapshot();
  });

  test("the planned alerts and dashboards name the things of the other stacks", () => {
    // GIVEN
    writtenProducerStates(environment);

    // WHEN
    const { changes } = plan(environment, "observability");
    const planned = (address: string) => changes.find((change) => change.address === address)!.change.after;

    // THEN
    const project = `flowmaestro-${environment}`;
    const said = (address: string) => JSON.stringify(planned(address)).replaceAll("\\", "");
    expect(said("google_monitoring_alert_policy.database_cpu")).toContain(
      `database_id="${project}:flowmaestro-db-0a1b2c3d"`,
    );
    expect(said("google_monitoring_alert_policy.redis_memory")).toContain(
      'instance_id="projects/acme/locations/us-central1/instances/flowmaestro-redis"',
    );
    expect(said("google_monitoring_alert_policy.temporal_persistence_errors")).toContain(
      'cluster="flowmaestro-cluster",namespace="flowmaestro",job="temporal"',
    );
    expect(said("google_monitoring_alert_policy.project_nat_drops")).toContain('gateway_name="flowmaestro-nat"');
    const dashboard = JSON.parse(
      planned("google_monitoring_dashboard.temporal_dashboard").dashboard_json as string,
    ) as object;
    expect(dashboard).toMatchObject({ displayName: "FlowMaestro: Temporal" });
  });

  test("the plan of data holds no value of a secret", () => {
    writtenNetworkState(environment);

    const { changes } = plan(environment, "data");

    const writeOnly = changes.flatMap(({ change }) => [change.after.password_wo, change.after.secret_data_wo]);
    expect(writeOnly.filter((value) => value !== undefined && value !== null)).toEqual([]);
  });
});

whenProviders("the stacks of an environment with every option", () => {
  test.each(["data", "workloads", "observability"])("%s is valid", (stack) => {
    const folder = join(synthVariant("everything on").outdir, "stacks", stack);
    const init = terraform(folder, ["init", "-backend=false", "-input=false", "-no-color"]);
    expect(init.stderr).toBe("");

    const validated = terraform(folder, ["validate", "-json"]);

    expect(JSON.parse(validated.stdout)).toMatchObject({ valid: true, error_count: 0, warning_count: 0 });
  });
});
