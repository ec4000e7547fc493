import { SecretManagerSecretIamMember } from "@cdktf/provider-google/lib/secret-manager-secret-iam-member";
import { ServiceAccountIamMember } from "@cdktf/provider-google/lib/service-account-iam-member";
import { StorageBucketIamMember } from "@cdktf/provider-google/lib/storage-bucket-iam-member";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

/** Properties of {@link ServiceAccess}. */
export interface ServiceAccessProps {
  /** Name of the service: of its Kubernetes service account too. */
  readonly service: string;
  /** Namespace it is in. */
  readonly namespace: string;
  /** Project ID. */
  readonly project: string;
  /** E-mail address of its Google identity. */
  readonly email: string;
  /** Buckets whose objects it reads and writes, by a stable key. */
  readonly buckets: Readonly<Record<string, string>>;
  /** Secrets it may read, by a stable key. */
  readonly secretIds: Readonly<Record<string, string>>;
}

/**
 * Joins what the data stack made to an identity that the cluster stack made. Members are added one by one; a binding
 * would take away what others have: https://github.com/hashicorp/terraform-provider-google/issues/10903
 */
export class ServiceAccess extends Construct {
  /** All of it, for `dependsOn`: a pod must not start before it may do its work. */
  readonly grants: ITerraformDependable[];

  constructor(
    scope: Construct,
    id: string,
    { service, namespace, project, email, buckets, secretIds }: ServiceAccessProps,
  ) {
    super(scope, id);
    const member = `serviceAccount:${email}`;
    const serviceAccountId = `projects/${project}/serviceAccounts/${email}`;
    const workloadIdentity = new ServiceAccountIamMember(this, "workload_identity", {
      serviceAccountId,
      role: "roles/iam.workloadIdentityUser",
      member: `serviceAccount:${project}.svc.id.goog[${namespace}/${service}]`,
    });
    const bucketMembers = Object.entries(buckets).map(
      ([key, bucket]) =>
        new StorageBucketIamMember(this, `bucket_${key}`, { bucket, role: "roles/storage.objectUser", member }),
    );
    const secretMembers = Object.entries(secretIds).map(
      ([key, secretId]) =>
        new SecretManagerSecretIamMember(this, `secret_${key}`, {
          secretId,
          role: "roles/secretmanager.secretAccessor",
          member,
        }),
    );
    // Without a key of its own it signs URLs by asking Google to: https://cloud.google.com/storage/docs/access-control/signed-urls
    const signer =
      bucketMembers.length > 0
        ? [
            new ServiceAccountIamMember(this, "url_signer", {
              serviceAccountId,
              role: "roles/iam.serviceAccountTokenCreator",
              member,
            }),
          ]
        : [];
    this.grants = [workloadIdentity, ...bucketMembers, ...secretMembers, ...signer];
  }
}
