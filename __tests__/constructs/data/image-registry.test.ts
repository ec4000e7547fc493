import { ImageRegistry, type ImageRegistryProps } from "../../../constructs/data/image-registry";
import { resourceOf } from "../../support/blocks";
import { synthConstruct } from "../../support/synth-construct";

const MINIMAL: ImageRegistryProps = {
  region: "us-central1",
  name: "flowmaestro",
  keepVersions: 20,
  deleteUntaggedAfterDays: 14,
  deleteTaggedAfterDays: 90,
  protect: true,
};

const registry = (change: Partial<ImageRegistryProps> = {}) =>
  resourceOf(
    synthConstruct((stack) => new ImageRegistry(stack, "images", { ...MINIMAL, ...change })),
    "google_artifact_registry_repository",
  );

test("a tag never names another image, and images are scanned", () => {
  expect(registry()).toMatchObject({
    format: "DOCKER",
    docker_config: { immutable_tags: true },
    vulnerability_scanning_config: { enablement_config: "INHERITED" },
  });
});

test("the newest of every image stay, whatever their age", () => {
  expect(registry()["cleanup_policies"]).toContainEqual({
    id: "keep-recent",
    action: "KEEP",
    most_recent_versions: { keep_count: 20 },
  });
});

test("old images go, those without a tag sooner, and not only on paper", () => {
  expect(registry()["cleanup_policies"]).toEqual(
    expect.arrayContaining([
      { id: "delete-untagged", action: "DELETE", condition: { tag_state: "UNTAGGED", older_than: "1209600s" } },
      { id: "delete-old", action: "DELETE", condition: { tag_state: "TAGGED", older_than: "7776000s" } },
    ]),
  );
  expect(registry()["cleanup_policy_dry_run"]).toBe(false);
});

test.each<[Partial<ImageRegistryProps>, Record<string, unknown>]>([
  [{ name: "images" }, { repository_id: "images" }],
  [{ region: "europe-west1" }, { location: "europe-west1" }],
  [{ kmsKey: "key" }, { kms_key_name: "key" }],
  [{ protect: true }, { lifecycle: { prevent_destroy: true } }],
  [{ protect: false }, { lifecycle: { prevent_destroy: false } }],
])("%j decides it", (change, expected) => {
  expect(registry(change)).toMatchObject(expected);
});
