import { Bucket, type BucketProps } from "../../../constructs/data/bucket";
import { resourceOf } from "../../support/blocks";
import { synthConstruct } from "../../support/synth-construct";

const MINIMAL: BucketProps = { name: "acme-uploads", region: "us-central1", protect: true };
const ABORT = { action: { type: "AbortIncompleteMultipartUpload" }, condition: { age: 7 } };

const bucket = (change: Partial<BucketProps> = {}) =>
  resourceOf(
    synthConstruct((stack) => new Bucket(stack, "bucket_uploads", { ...MINIMAL, ...change })),
    "google_storage_bucket",
  );

test("it is private, whatever somebody sets on an object", () => {
  expect(bucket()).toMatchObject({ uniform_bucket_level_access: true, public_access_prevention: "enforced" });
});

test("it is not destroyed, with objects in it not even where nothing is protected", () => {
  expect(bucket()).toMatchObject({ force_destroy: false, lifecycle: { prevent_destroy: true } });
  expect(bucket({ protect: false })).toMatchObject({ force_destroy: false, lifecycle: { prevent_destroy: false } });
});

test("deleted objects can be brought back for a week", () => {
  expect(bucket()).toMatchObject({ soft_delete_policy: { retention_duration_seconds: 604800 } });
});

test("without more it keeps objects for ever, one version of each", () => {
  expect(bucket()).toMatchObject({ versioning: { enabled: false }, lifecycle_rule: [ABORT] });
  expect(bucket()["cors"]).toBeUndefined();
  expect(bucket()["encryption"]).toBeUndefined();
});

test("it keeps so many former versions, of each of which the live one is a newer one", () => {
  expect(bucket({ keepVersions: 3 })).toMatchObject({
    versioning: { enabled: true },
    lifecycle_rule: [
      ABORT,
      { action: { type: "Delete" }, condition: { num_newer_versions: 4, with_state: "ARCHIVED" } },
    ],
  });
});

test("it deletes objects of that age", () => {
  expect(bucket({ deleteAfterDays: 90 })["lifecycle_rule"]).toEqual([
    ABORT,
    { action: { type: "Delete" }, condition: { age: 90 } },
  ]);
});

test("no rule has a zero for days that has deleted whole buckets", () => {
  expect(JSON.stringify(bucket({ keepVersions: 3, deleteAfterDays: 90 }))).not.toContain("days_since");
});

test("pages of these origins, and no others, may read and write", () => {
  expect(bucket({ corsOrigins: ["https://app.example.com"] })["cors"]).toEqual([
    expect.objectContaining({ origin: ["https://app.example.com"], method: ["GET", "HEAD", "PUT", "POST"] }),
  ]);
});

test("a key of one's own encrypts it", () => {
  expect(bucket({ kmsKey: "key" })["encryption"]).toEqual({ default_kms_key_name: "key" });
});

test("its address is its id, wherever it is", () => {
  const { resource } = synthConstruct((stack) => new Bucket(stack, "bucket_knowledge-docs", MINIMAL));

  expect(Object.keys(resource!["google_storage_bucket"]!)).toEqual(["bucket_knowledge_docs"]);
});
