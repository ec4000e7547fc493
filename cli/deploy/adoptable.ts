/** How the Kubernetes API calls what a resource type of Terraform stands for. */
export interface ObjectKind {
  readonly apiVersion: string;
  readonly kind: string;
}

/** Types whose objects are named by the stack, so that what exists under that name is what the stack would create. */
const KINDS: Readonly<Record<string, ObjectKind>> = {
  kubernetes_namespace_v1: { apiVersion: "v1", kind: "Namespace" },
  kubernetes_secret_v1: { apiVersion: "v1", kind: "Secret" },
  kubernetes_config_map_v1: { apiVersion: "v1", kind: "ConfigMap" },
  kubernetes_service_account_v1: { apiVersion: "v1", kind: "ServiceAccount" },
  kubernetes_network_policy_v1: { apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy" },
};

/** The type whose objects are Helm's. */
export const HELM_RELEASE = "helm_release";

/** The Kubernetes kind of a resource type, if its objects can be adopted. */
export function objectKind(type: string): ObjectKind | undefined {
  return KINDS[type];
}

/** Whether what exists already can be taken into the state. */
export function isAdoptable(type: string): boolean {
  return type === HELM_RELEASE || type in KINDS;
}
