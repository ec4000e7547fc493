import { absent, at, demand, is, type Policy } from "./policy";

const ENFORCED = "pod-security.kubernetes.io/enforce";

/** What is in the cluster. */
export const KUBERNETES_POLICIES: readonly Policy[] = [
  {
    id: "CIS-GKE-4.2.1",
    types: ["kubernetes_namespace_v1"],
    must: "enforce restricted pod security",
    ...demand(`metadata.labels[${ENFORCED}]`, '"restricted"', () => true),
    got: (namespace) => (at(namespace, "metadata.labels") as Record<string, unknown> | undefined)?.[ENFORCED],
    holds: (namespace) =>
      (at(namespace, "metadata.labels") as Record<string, unknown> | undefined)?.[ENFORCED] === "restricted",
  },
  {
    id: "CIS-GKE-4.1.5",
    types: ["kubernetes_service_account_v1"],
    must: "mount no token",
    ...is("automount_service_account_token", false),
  },
  {
    id: "CIS-GKE-4.6.4",
    types: ["helm_release"],
    must: "be in a namespace of its own",
    ...demand("namespace", "a namespace other than default", (got) => got !== undefined && got !== "default"),
  },
  {
    id: "flowmaestro.kubernetesSecretNotInState",
    types: ["kubernetes_secret_v1"],
    must: "have no data in the state",
    fix: "use data_wo",
    ...absent("data", "binary_data"),
  },
  {
    id: "flowmaestro.releaseRollsBack",
    types: ["helm_release"],
    must: "roll back when it fails",
    ...is("atomic", true),
  },
  {
    id: "flowmaestro.releaseWaitsForJobs",
    types: ["helm_release"],
    must: "wait for its Jobs",
    ...is("wait_for_jobs", true),
  },
  {
    id: "flowmaestro.releaseHoldsNoSecret",
    types: ["helm_release"],
    must: "keep no secret values",
    fix: "let the chart read a Kubernetes secret",
    ...absent("set", "set_sensitive", "set_wo"),
  },
];
