import { ProjectIamMember } from "@cdktf/provider-google/lib/project-iam-member";
import { ServiceAccount } from "@cdktf/provider-google/lib/service-account";
import { Construct } from "constructs";
import { physicalName } from "../shared/names";

/** Properties of {@link NodeIdentity}. */
export interface NodeIdentityProps {
  /** Project ID. */
  readonly project: string;
}

/**
 * The nodes' own service account, with what a node needs and nothing more, instead of Compute Engine's default account.
 * https://cloud.google.com/kubernetes-engine/docs/how-to/hardening-your-cluster#use_least_privilege_sa
 */
export class NodeIdentity extends Construct {
  /** E-mail address. */
  readonly email: string;
  /** What lets it do its work, for `dependsOn`. */
  readonly grant: ProjectIamMember;

  constructor(scope: Construct, id: string, { project }: NodeIdentityProps) {
    super(scope, id);
    const account = new ServiceAccount(this, "Default", {
      accountId: physicalName("serviceAccount", "nodes"),
      displayName: "FlowMaestro: GKE nodes",
    });
    this.grant = new ProjectIamMember(this, "role", {
      project,
      role: "roles/container.defaultNodeServiceAccount",
      member: account.member,
    });
    this.email = account.email;
  }
}
