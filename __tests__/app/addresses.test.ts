import { TerraformElement } from "cdktf";
import { addressedBlocks } from "../support/blocks";
import type { Synthesized } from "../support/synth";
import { builtApp, synthEnvironment } from "../support/synth-app";
import { ENVIRONMENTS, synthVariant } from "../support/variants";

/** What loses data, or an address that others depend on, when Terraform replaces it. */
const STATEFUL: Readonly<Record<string, readonly string[]>> = {
  network: [
    "google_compute_global_address.edge_address",
    "google_compute_global_address.private_services_range",
    "google_compute_network.network",
    "google_compute_subnetwork.subnet",
    "google_service_networking_connection.private_services_connection",
  ],
  data: [
    "google_artifact_registry_repository.image_registry",
    "google_redis_instance.redis",
    "google_secret_manager_secret.secret_encryption_key",
    "google_secret_manager_secret.secret_flowmaestro_database_password",
    "google_secret_manager_secret.secret_jwt_secret",
    "google_secret_manager_secret.secret_temporal_database_password",
    "google_secret_manager_secret_version.secret_encryption_key_first_version",
    "google_secret_manager_secret_version.secret_flowmaestro_database_password_first_version",
    "google_secret_manager_secret_version.secret_jwt_secret_first_version",
    "google_secret_manager_secret_version.secret_temporal_database_password_first_version",
    "google_sql_database.database_flowmaestro",
    "google_sql_database.database_temporal",
    "google_sql_database.database_temporal_visibility",
    "google_sql_database_instance.postgres",
    "google_sql_user.database_user_flowmaestro",
    "google_sql_user.database_user_temporal",
    "google_storage_bucket.bucket_artifacts",
    "google_storage_bucket.bucket_interface_docs",
    "google_storage_bucket.bucket_knowledge_docs",
    "google_storage_bucket.bucket_uploads",
    "random_id.postgres_suffix",
  ],
  cluster: ["google_container_cluster.cluster"],
  workloads: [
    "terraform_data.certificate_flowmaestro_cert_cannot_change_add_another_certificate_for_a_new_host",
    "terraform_data.history_shards_cannot_change_set_it_back_or_migrate_to_a_new_database",
  ],
  observability: ["google_logging_project_bucket_config.application_logs"],
};

/** Types of which every resource is stateful. */
const STATEFUL_TYPES = [
  ...new Set(
    Object.values(STATEFUL)
      .flat()
      .map((address) => address.split(".")[0]!),
  ),
];

const STACKS = Object.keys(STATEFUL);

function resourceAddresses({ stacks }: Synthesized, stack: string): readonly string[] {
  return addressedBlocks(stacks[stack]!)
    .filter(({ kind }) => kind === "resource")
    .map(({ address }) => address);
}

test.each([
  ...ENVIRONMENTS.flatMap((environment) => STACKS.map((stack) => [environment, stack] as const)),
  ["local", "data"] as const,
  ["local", "workloads"] as const,
])("%s has these resources in the stack %s", (environment, stack) => {
  // A line that goes is a resource that Terraform destroys; one that goes while another comes, a replacement.
  expect(resourceAddresses(synthEnvironment(environment), stack).join("\n")).toMatchSnapshot();
});

describe.each(ENVIRONMENTS)("%s", (environment) => {
  const addresses = (stack: string) => resourceAddresses(synthEnvironment(environment), stack);

  test.each(STACKS)("has what is stateful in the stack %s at the addresses it was born with", (stack) => {
    // WHEN
    const stateful = addresses(stack).filter((address) => STATEFUL_TYPES.includes(address.split(".")[0]!));

    // THEN
    expect(stateful).toEqual(STATEFUL[stack]);
  });
});

test("a DNS zone, where there is one, has its own address for ever", () => {
  expect(resourceAddresses(synthVariant("everything on"), "network")).toContain("google_dns_managed_zone.dns_zone");
});

test("the secret of an integration has an address that is made of its variable's name", () => {
  expect(resourceAddresses(synthVariant("everything on"), "data")).toEqual(
    expect.arrayContaining([
      "google_secret_manager_secret.secret_integration_openai_api_key",
      "google_secret_manager_secret_version.secret_integration_openai_api_key_first_version",
    ]),
  );
});

test("the secret of a notification channel has an address that is made of the channel's name", () => {
  expect(resourceAddresses(synthVariant("everything on"), "data")).toEqual(
    expect.arrayContaining(
      ["pagerduty", "slack", "webhook"].flatMap((channel) => [
        `google_secret_manager_secret.secret_notification_${channel}`,
        `google_secret_manager_secret_version.secret_notification_${channel}_first_version`,
      ]),
    ),
  );
});

/** What an element adds to its stack's JSON, by name: `resource.type.id`, `locals.name`. */
function namesOf(element: TerraformElement): readonly string[] {
  const json = element.toTerraform() as Record<string, Record<string, object>>;
  const deep = ["resource", "data", "ephemeral"].flatMap((kind) =>
    Object.entries(json[kind] ?? {}).flatMap(([type, blocks]) =>
      Object.keys(blocks).map((id) => `${kind}.${type}.${id}`),
    ),
  );
  const flat = ["locals", "output", "variable"].flatMap((kind) =>
    Object.keys(json[kind] ?? {}).map((id) => `${kind}.${id}`),
  );
  return [...deep, ...flat];
}

test("no two blocks share an address, of which CDKTF would keep one", () => {
  // GIVEN
  const elements = builtApp("production")
    .node.findAll()
    .filter((node) => TerraformElement.isTerraformElement(node));

  // WHEN
  const names = elements.flatMap((element) => namesOf(element).map((name) => `${element.cdktfStack.node.id}/${name}`));

  // THEN
  expect(names).not.toEqual([]);
  expect(names).toHaveLength(new Set(names).size);
});
