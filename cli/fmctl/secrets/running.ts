import type { DeployedSecrets } from "./cluster-secrets";
import type { KubernetesContent } from "./catalogue";
import { revisionOf, versionsBehind } from "./revision";
import type { Stored } from "./stored";

/** What pods run with, as far as one key is concerned. */
export interface Running {
  /** Versions, oldest first, where the pods' revision says which they are. */
  readonly versions: readonly string[];
  /** Releases with pods that do not run the newest. */
  readonly behind: readonly string[];
}

const byNumber = (a: string, b: string) => Number(a) - Number(b);

/** Tells from the revisions on the pods which version of each key of a Kubernetes secret they run with. */
export function runningVersions(
  { name, secret }: KubernetesContent,
  stored: Stored,
  { secrets, running }: DeployedSecrets,
): (key: string) => Running {
  const plain = secrets[name]?.plain ?? {};
  const newest = Object.fromEntries(
    Object.entries(secret).map(([key, { name }]) => [key, stored[name]?.version ?? "0"] as const),
  );
  const current = revisionOf(plain, newest);
  const groups = [...(running[name] ?? [])].map(([revision, releases]) => ({
    isCurrent: revision === current,
    releases: [...releases],
    versions: versionsBehind(plain, newest, revision),
  }));
  return (key) => {
    const isBehind = ({ isCurrent, versions }: (typeof groups)[number]) =>
      !isCurrent && (versions === undefined || versions[key] !== newest[key]);
    const versions = new Set(groups.flatMap((group) => group.versions?.[key] ?? []));
    const behind = new Set(groups.filter(isBehind).flatMap(({ releases }) => releases));
    return { versions: [...versions].sort(byNumber), behind: [...behind].sort() };
  };
}
