import type { DeployedSecrets } from "./cluster-secrets";
import type { EnvironmentSecret, KubernetesContent, SecretKind } from "./catalogue";
import { type Running, runningVersions } from "./running";
import { type Stored, type StoredState, storedState } from "./stored";

/** How a key is. */
export type KeyState =
  | "ok"
  | Exclude<StoredState, "set">
  /** The cluster does not have the key yet. */
  | "not deployed"
  /** Pods run with an older version, or with another host. */
  | "outdated"
  /** No service of the environment reads it. */
  | "not read by anybody"
  /** The cluster has it, and the environment's file does not name it. */
  | "not in the file";

/** What there is to say about one key. */
export interface Verdict {
  /** `app-secrets/jwt-secret`, or the name in Secret Manager of what no key is made of. */
  readonly key: string;
  /** The secret of the environment that it is; nothing for a key that is no secret, or that the file does not name. */
  readonly secret?: string;
  readonly kind?: SecretKind;
  readonly state: KeyState;
  /** The newest version. */
  readonly version?: string | undefined;
  /** Those that pods run with, oldest first, where that can be told. */
  readonly running?: readonly string[] | undefined;
  /** Releases with pods that do not run the newest. */
  readonly behind?: readonly string[] | undefined;
}

function ofSecret(
  { kubernetes, readers, ...secret }: EnvironmentSecret,
  stored: Stored,
  deployed: DeployedSecrets | undefined,
  running: Running,
): Verdict {
  const newest = stored[secret.name];
  const facts = {
    key: kubernetes ? `${kubernetes.secret}/${kubernetes.key}` : secret.secretId,
    secret: secret.name,
    kind: secret.kind,
    version: newest?.version,
  };
  const state = storedState({ kubernetes, readers, ...secret }, newest);
  if (state !== "set") return { ...facts, state };
  if (readers.length === 0) return { ...facts, state: "not read by anybody" };
  if (!deployed || !kubernetes) return { ...facts, state: "ok" };
  if (!deployed.secrets[kubernetes.secret]?.keys.includes(kubernetes.key)) return { ...facts, state: "not deployed" };
  const { versions, behind } = running;
  if (behind.length === 0) return { ...facts, state: "ok", running: versions };
  return { ...facts, state: "outdated", running: versions, behind };
}

/** Keys that are no secrets, as far as something is wrong, and keys that the environment does not name. */
function ofOtherKeys(
  { name, plain, secret }: KubernetesContent,
  deployed: DeployedSecrets,
  running: Running,
): readonly Verdict[] {
  const there = deployed.secrets[name]?.keys ?? [];
  const missing = plain.filter((key) => !there.includes(key));
  const unknown = there.filter((key) => !plain.includes(key) && !(key in secret));
  // With secrets beside them, those tell of a host that moved as well.
  const isOutdated = running.behind.length > 0 && Object.keys(secret).length === 0;
  return [
    ...missing.map((key): Verdict => ({ key: `${name}/${key}`, state: "not deployed" })),
    ...unknown.map((key): Verdict => ({ key: `${name}/${key}`, state: "not in the file" })),
    ...(isOutdated ? [{ key: name, state: "outdated", behind: running.behind } as const] : []),
  ];
}

/**
 * Judges every key.
 *
 * @param deployed what the cluster has; nothing when it cannot be asked
 * @param apart secrets that no Kubernetes secret is made of
 * @param others names in Secret Manager that begin as ours do and that the environment does not name
 */
export function verdicts(
  contents: readonly KubernetesContent[],
  stored: Stored,
  deployed: DeployedSecrets | undefined,
  apart: readonly EnvironmentSecret[],
  others: readonly string[],
): readonly Verdict[] {
  const none: Running = { versions: [], behind: [] };
  const ofContent = (content: KubernetesContent): readonly Verdict[] => {
    const running = deployed ? runningVersions(content, stored, deployed) : () => none;
    const keys = Object.entries(content.secret).map(([key, secret]) =>
      ofSecret(secret, stored, deployed, running(key)),
    );
    return deployed ? [...keys, ...ofOtherKeys(content, deployed, running(""))] : keys;
  };
  const elsewhere = apart.map((secret) => ofSecret(secret, stored, deployed, none));
  return [
    ...contents.flatMap(ofContent),
    ...elsewhere,
    ...others.map((key): Verdict => ({ key, state: "not read by anybody" })),
  ];
}
