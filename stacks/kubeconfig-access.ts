/** How Terraform reaches a cluster of one's own. */
export interface KubeconfigAccess {
  readonly configContext?: string;
}

/**
 * A context of the kubeconfig, or the current one. The file itself comes from KUBE_CONFIG_PATH, which both providers read:
 * a path in the synthesized stacks would be this machine's.
 */
export function kubeconfigAccess(context: string | undefined): KubeconfigAccess {
  return context === undefined ? {} : { configContext: context };
}
