import { ArtifactRegistryRepositoryIamMember } from "@cdktf/provider-google/lib/artifact-registry-repository-iam-member";
import { Construct } from "constructs";

/** Properties of {@link ImagePullAccess}. */
export interface ImagePullAccessProps {
  /** Region it is in. */
  readonly region: string;
  /** Name of the repository. */
  readonly repository: string;
  /** E-mail address of the nodes' service account. */
  readonly nodeServiceAccount: string;
}

/** Lets the nodes pull images from the one repository they need. */
export class ImagePullAccess extends Construct {
  readonly grant: ArtifactRegistryRepositoryIamMember;

  constructor(scope: Construct, id: string, { region, repository, nodeServiceAccount }: ImagePullAccessProps) {
    super(scope, id);
    this.grant = new ArtifactRegistryRepositoryIamMember(this, "Default", {
      location: region,
      repository,
      role: "roles/artifactregistry.reader",
      member: `serviceAccount:${nodeServiceAccount}`,
    });
  }
}
