import { NamespaceV1 } from "@cdktf/provider-kubernetes/lib/namespace-v1";
import { Construct } from "constructs";

/** Properties of {@link Namespace}. */
export interface NamespaceProps {
  /** Its name. */
  readonly name: string;
}

/**
 * The application's namespace; only pods that satisfy the restricted standard run in it. As an object of the kubernetes
 * provider it also makes a plan fail when the cluster cannot be reached, where the helm provider would take its releases
 * for gone: https://github.com/hashicorp/terraform-provider-helm/issues/1669
 */
export class Namespace extends Construct {
  /** Its name once it exists. */
  readonly name: string;

  constructor(scope: Construct, id: string, { name }: NamespaceProps) {
    super(scope, id);
    this.name = new NamespaceV1(this, "Default", {
      metadata: {
        name,
        labels: {
          "pod-security.kubernetes.io/enforce": "restricted",
          "pod-security.kubernetes.io/warn": "restricted",
          "pod-security.kubernetes.io/audit": "restricted",
        },
      },
      timeouts: { delete: "20m" },
    }).metadata.name;
  }
}
