import { StorageBucket, type StorageBucketLifecycleRule } from "@cdktf/provider-google/lib/storage-bucket";
import { Construct } from "constructs";
import { pinLogicalId } from "../shared/pin-logical-id";

/** Properties of {@link Bucket}. */
export interface BucketProps {
  /** Its name, unique in the world. */
  readonly name: string;
  /** Region it is in. */
  readonly region: string;
  /** Former versions kept of every object. @default - no versioning */
  readonly keepVersions?: number | undefined;
  /** Age at which objects are deleted, in days. @default - never */
  readonly deleteAfterDays?: number | undefined;
  /** Origins whose pages may read and write with signed URLs. @default - none */
  readonly corsOrigins?: readonly string[];
  /** Existing Cloud KMS key. @default - Google's own keys */
  readonly kmsKey?: string | undefined;
  /** Whether Terraform refuses to destroy it. */
  readonly protect: boolean;
}

const SEVEN_DAYS_IN_SECONDS = 7 * 24 * 3600;
const ABORT_UPLOADS_AFTER_DAYS = 7;

/** A private bucket. Deleted objects can be brought back for a week. */
export class Bucket extends Construct {
  /** Its name once it exists. */
  readonly name: string;

  constructor(scope: Construct, id: string, props: BucketProps) {
    super(scope, id);
    const { keepVersions, deleteAfterDays, corsOrigins = [] } = props;
    // No condition on days_since_noncurrent_time: a zero there has deleted whole buckets,
    // https://github.com/hashicorp/terraform-provider-google/issues/17990
    const lifecycleRule: StorageBucketLifecycleRule[] = [
      { action: { type: "AbortIncompleteMultipartUpload" }, condition: { age: ABORT_UPLOADS_AFTER_DAYS } },
    ];
    if (keepVersions !== undefined) {
      lifecycleRule.push({
        action: { type: "Delete" },
        // The live version counts as a newer one: https://cloud.google.com/storage/docs/lifecycle#numnewerversions
        condition: { numNewerVersions: keepVersions + 1, withState: "ARCHIVED" },
      });
    }
    if (deleteAfterDays !== undefined)
      lifecycleRule.push({ action: { type: "Delete" }, condition: { age: deleteAfterDays } });

    this.name = pinLogicalId(
      new StorageBucket(this, "Default", {
        name: props.name,
        location: props.region.toUpperCase(),
        storageClass: "STANDARD",
        uniformBucketLevelAccess: true,
        publicAccessPrevention: "enforced",
        forceDestroy: false,
        versioning: { enabled: keepVersions !== undefined },
        softDeletePolicy: { retentionDurationSeconds: SEVEN_DAYS_IN_SECONDS },
        lifecycleRule,
        ...(props.kmsKey && { encryption: { defaultKmsKeyName: props.kmsKey } }),
        ...(corsOrigins.length > 0 && {
          cors: [
            {
              origin: [...corsOrigins],
              method: ["GET", "HEAD", "PUT", "POST"],
              responseHeader: ["Content-Type", "Content-Range", "ETag"],
              maxAgeSeconds: 3600,
            },
          ],
        }),
        lifecycle: { preventDestroy: props.protect },
      }),
      id.replaceAll("-", "_"),
      "holds users' files",
    ).name;
  }
}
