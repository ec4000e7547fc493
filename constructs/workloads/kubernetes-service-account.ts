import { ServiceAccountV1 } from "@cdktf/provider-kubernetes/lib/service-account-v1";
import { Construct } from "constructs";

/** Properties of {@link KubernetesServiceAccount}. */
export interface KubernetesServiceAccountProps {
  /** Its name. */
  readonly name: string;
  /** Namespace it is in. */
  readonly namespace: string;
  /** E-mail address of the Google identity that its pods have. @default - none */
  readonly googleServiceAccount?: string | undefined;
}

/** A Kubernetes service account whose pods get no Kubernetes token; nothing of FlowMaestro talks to the API server. */
export class KubernetesServiceAccount extends Construct {
  readonly resource: ServiceAccountV1;

  constructor(scope: Construct, id: string, { name, namespace, googleServiceAccount }: KubernetesServiceAccountProps) {
    super(scope, id);
    this.resource = new ServiceAccountV1(this, "Default", {
      metadata: {
        name,
        namespace,
        ...(googleServiceAccount && { annotations: { "iam.gke.io/gcp-service-account": googleServiceAccount } }),
      },
      automountServiceAccountToken: false,
    });
  }
}
