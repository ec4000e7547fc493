import { loadEnvironment } from "../../config/load";
import { addressedBlocks } from "../support/blocks";
import type { Block } from "../support/synth";
import { ENVIRONMENTS, CLOUD } from "../support/variants";

/** Types of which Terraform destroys nothing where deletion protection is on. */
const PROTECTED = [
  "google_artifact_registry_repository",
  "google_container_cluster",
  "google_dns_managed_zone",
  "google_logging_project_bucket_config",
  "google_redis_instance",
  "google_secret_manager_secret",
  "google_secret_manager_secret_version",
  "google_sql_database_instance",
  "google_storage_bucket",
  "terraform_data",
];

/** The type has another resource, in which nothing outside of this project is interested. */
const PROTECTED_ADDRESS = "google_compute_global_address.edge_address";

function resources(subject: string): readonly { address: string; type: string; block: Block }[] {
  const stacks = Object.values(CLOUD[subject]!().stacks);
  return stacks.flatMap(addressedBlocks).filter(({ kind }) => kind === "resource");
}

const isPrevented = ({ block }: { block: Block }) =>
  (block["lifecycle"] as Block | undefined)?.["prevent_destroy"] === true;

test.each(["production", "everything on"])(
  "%s: Terraform destroys nothing that holds data, nor what others point to",
  (subject) => {
    // WHEN
    const expected = resources(subject).filter(
      ({ type, address }) => PROTECTED.includes(type) || address === PROTECTED_ADDRESS,
    );

    // THEN
    const addresses = (all: typeof expected) => all.map(({ address }) => address).sort();
    expect(addresses(resources(subject).filter(isPrevented))).toEqual(addresses(expected));
  },
);

test("everything that can be protected is there to be protected", () => {
  const types = new Set(resources("everything on").map(({ type }) => type));

  expect(PROTECTED.filter((type) => !types.has(type))).toEqual([]);
});

test("production: whatever Google or the provider can protect from deletion is protected", () => {
  // GIVEN
  const switches = resources("production").flatMap(({ address, block }) => {
    const settings = (block["settings"] ?? {}) as Block;
    const values = [block["deletion_protection"], settings["deletion_protection_enabled"]];
    return values.filter((value) => value !== undefined).map((value) => [address, value]);
  });

  // THEN
  expect(switches).toHaveLength(8);
  expect(switches.filter(([, value]) => value !== true)).toEqual([]);
});

test("staging: everything can be destroyed, for the reason in its file", () => {
  expect(resources("staging").filter(isPrevented)).toEqual([]);
  expect(loadEnvironment("staging").deletionProtection).toEqual({
    enabled: false,
    reason: expect.stringMatching(/\S/) as string,
  });
});

test.each(ENVIRONMENTS)(
  "%s: a bucket with objects in it stays in any case, and nothing in PostgreSQL is dropped",
  (environment) => {
    // GIVEN
    const ofType = (type: string) => resources(environment).filter((resource) => resource.type === type);

    // THEN
    expect(new Set(ofType("google_storage_bucket").map(({ block }) => block["force_destroy"]))).toEqual(
      new Set([false]),
    );
    for (const type of ["google_sql_database", "google_sql_user", "google_service_networking_connection"]) {
      expect(new Set(ofType(type).map(({ block }) => block["deletion_policy"]))).toEqual(new Set(["ABANDON"]));
    }
  },
);
