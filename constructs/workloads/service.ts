import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { KubernetesServiceAccount } from "./kubernetes-service-account";
import { ServiceAccess } from "./service-access";
import { ServiceRelease, type ServiceReleaseProps } from "./service-release";

/** Properties of {@link Service}. */
export interface ServiceProps extends ServiceReleaseProps {
  /** Project ID. */
  readonly project: string;
  /** E-mail address of its Google identity. */
  readonly googleServiceAccount: string;
  /** Buckets of the application, by their key. Only a service that uses `buckets` gets at them. */
  readonly buckets: Readonly<Record<string, string>>;
  /** Secret Manager ids behind each dependency. Only a service that uses it gets at them. */
  readonly secretIds: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** A service of the application: its identity, what that identity may do, and its release. */
export class Service extends Construct {
  /** For `dependsOn` of what comes after it. */
  readonly release: ITerraformDependable;

  constructor(scope: Construct, id: string, props: ServiceProps) {
    super(scope, id);
    const { service, namespace, project, spec, googleServiceAccount: email } = props;
    const account = new KubernetesServiceAccount(this, "service_account", {
      name: service,
      namespace,
      googleServiceAccount: email,
    });
    const { grants } = new ServiceAccess(this, "access", {
      service,
      namespace,
      project,
      email,
      buckets: spec.uses.includes("buckets") ? props.buckets : {},
      secretIds: Object.assign({}, ...spec.uses.map((name) => props.secretIds[name] ?? {})) as Record<string, string>,
    });
    const dependsOn = [...props.dependsOn, account.resource, ...grants];
    this.release = new ServiceRelease(this, "Default", { ...props, dependsOn }).release.release;
  }
}
