import { type AnyEnvironment, type Context, isLocal } from "../context";
import { type EnvironmentSecret, isIssued } from "./catalogue";
import { SecretManager, type SecretVersion } from "./secret-manager";

/** The version that the next deployment hands out, by the secret's name; nothing where there is none. */
export type Stored = Readonly<Record<string, SecretVersion | undefined>>;

/**
 * The version that a local environment's file asks for: its passwords are made anew when `passwordGeneration` rises, the
 * others never (stacks/local-data-stack.ts).
 */
export function localVersion(generation: number, { kind }: EnvironmentSecret): SecretVersion {
  return { version: String(kind === "database-password" ? generation : 1), state: "enabled" };
}

/** Where the values are, and in which version. */
export async function storedSecrets(
  context: Pick<Context, "google">,
  environment: AnyEnvironment,
  secrets: readonly EnvironmentSecret[],
): Promise<Stored> {
  if (isLocal(environment)) {
    const { passwordGeneration } = environment.kubernetes;
    return Object.fromEntries(secrets.map((secret) => [secret.name, localVersion(passwordGeneration, secret)]));
  }
  const manager = new SecretManager(await context.google(), environment.project);
  const newest = async ({ name, secretId }: EnvironmentSecret) => [name, await manager.newest(secretId)] as const;
  return Object.fromEntries(await Promise.all(secrets.map(newest)));
}

/** What a version is good for. */
export type StoredState = "set" | "placeholder" | "missing" | "disabled" | "destroyed";

/** Version 1 of what somebody else issues is what Terraform created it with (constructs/secrets/application-secrets.ts). */
export function storedState(secret: EnvironmentSecret, newest: SecretVersion | undefined): StoredState {
  if (!newest) return "missing";
  if (newest.state !== "enabled") return newest.state;
  return isIssued(secret) && newest.version === "1" ? "placeholder" : "set";
}
