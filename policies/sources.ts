const HARDENED =
  "https://github.com/GoogleCloudPlatform/cloud-foundation-fabric/blob/11c1d248826f06cbec3fff54fc7094da405a5322/" +
  "fast/stages/0-org-setup/datasets/hardened/organization";

/** Files of the hardened set that are not called like the service of their constraints. */
const FILES: Readonly<Record<string, string>> = {
  container: "gke",
  gcp: "compute",
  "compute.disableVpcInternalIpv6": "network",
  "compute.requireVpcFlowLogs": "network",
};

/** Where one can read what an identifier stands for; nothing for a demand of this project's own. */
export function sourceOf(identifier: string): string | undefined {
  const [set, name] = identifier.split(".");
  if (identifier.startsWith("CIS-GKE-")) return "https://www.cisecurity.org/benchmark/kubernetes";
  if (identifier.startsWith("CIS-GCP-")) return "https://www.cisecurity.org/benchmark/google_cloud_computing_platform";
  if (set === "flowmaestro") return undefined;
  if (set === "custom") return `${HARDENED}/custom-constraints/${identifier}.yaml`;
  if (set === "scc") return `${HARDENED}/scc-sha-custom-modules/${name}.yaml`;
  return `${HARDENED}/org-policies/${FILES[identifier] ?? FILES[set!] ?? set}.yaml`;
}
