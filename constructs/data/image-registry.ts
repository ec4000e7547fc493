import { ArtifactRegistryRepository } from "@cdktf/provider-google/lib/artifact-registry-repository";
import { Construct } from "constructs";
import { pinLogicalId } from "../shared/pin-logical-id";

/** Properties of {@link ImageRegistry}. */
export interface ImageRegistryProps {
  /** Region it is in. */
  readonly region: string;
  /** Name of the repository. */
  readonly name: string;
  /** Newest versions of every image that are always kept. */
  readonly keepVersions: number;
  /** Age at which images without a tag are deleted, in days. */
  readonly deleteUntaggedAfterDays: number;
  /** Age at which other images are deleted, in days. */
  readonly deleteTaggedAfterDays: number;
  /** Existing Cloud KMS key. @default - Google's own keys */
  readonly kmsKey?: string | undefined;
  /** Whether Terraform refuses to destroy it. */
  readonly protect: boolean;
}

/** Where the images are: tags never move, vulnerabilities are scanned for, old images go. */
export class ImageRegistry extends Construct {
  /** Name of the repository once it exists. */
  readonly repository: string;

  constructor(scope: Construct, id: string, props: ImageRegistryProps) {
    super(scope, id);
    const days = (count: number) => `${count * 24 * 3600}s`;
    this.repository = pinLogicalId(
      new ArtifactRegistryRepository(this, "Default", {
        repositoryId: props.name,
        location: props.region,
        format: "DOCKER",
        description: "Images of FlowMaestro",
        dockerConfig: { immutableTags: true },
        vulnerabilityScanningConfig: { enablementConfig: "INHERITED" },
        cleanupPolicyDryRun: false,
        // A keep policy wins over a delete policy: https://cloud.google.com/artifact-registry/docs/repositories/cleanup-policy
        cleanupPolicies: [
          { id: "keep-recent", action: "KEEP", mostRecentVersions: { keepCount: props.keepVersions } },
          {
            id: "delete-untagged",
            action: "DELETE",
            condition: { tagState: "UNTAGGED", olderThan: days(props.deleteUntaggedAfterDays) },
          },
          {
            id: "delete-old",
            action: "DELETE",
            condition: { tagState: "TAGGED", olderThan: days(props.deleteTaggedAfterDays) },
          },
        ],
        kmsKeyName: props.kmsKey,
        lifecycle: { preventDestroy: props.protect },
      }),
      "image_registry",
      "holds every image that one can roll back to",
    ).repositoryId;
  }
}
