import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { ServiceAuthority } from "./foundation";
import { KubernetesServiceAccount } from "./kubernetes-service-account";
import { ServiceRelease, type ServiceReleaseProps } from "./service-release";

/** Properties of {@link Service}. */
export interface ServiceProps extends ServiceReleaseProps {
  /** What it may outside of the cluster. */
  readonly authority: ServiceAuthority;
}

/** A service of the application: its identity in the cluster, and its release. */
export class Service extends Construct {
  /** For `dependsOn` of what comes after it. */
  readonly release: ITerraformDependable;

  constructor(scope: Construct, id: string, props: ServiceProps) {
    super(scope, id);
    const { service: name, namespace, authority } = props;
    const { googleServiceAccount, grants } = authority;
    const account = new KubernetesServiceAccount(this, "service_account", { name, namespace, googleServiceAccount });
    const dependsOn = [...props.dependsOn, account.resource, ...grants];
    this.release = new ServiceRelease(this, "Default", { ...props, dependsOn }).release.release;
  }
}
