import { CommandError } from "../../shared/command-error";
import type { Environment } from "../../../config/schema/environment";
import { GoogleError } from "../google/google-error";
import type { EnvironmentSecret } from "./catalogue";
import { deployCommand } from "./next-command";
import type { SecretManager, SecretVersion } from "./secret-manager";

/** What came of a value. */
export interface Added {
  readonly name: string;
  /** Whether a version was added; not when the newest one has the same value. */
  readonly changed: boolean;
  readonly version: string;
}

/** Whether the newest version has this value; no, where its value may not be read. */
async function isCurrent(
  manager: SecretManager,
  secretId: string,
  newest: SecretVersion,
  value: string,
): Promise<boolean> {
  if (newest.state !== "enabled") return false;
  try {
    return await manager.holds(secretId, newest, value);
  } catch (error) {
    if (error instanceof GoogleError && error.status === 403) return false;
    throw error;
  }
}

/** The newest version of a secret that the environment's data stack has made. */
export async function requireNewest(
  manager: SecretManager,
  environment: Environment,
  { name, secretId }: EnvironmentSecret,
): Promise<SecretVersion> {
  const newest = await manager.newest(secretId);
  if (newest) return newest;
  throw new CommandError(
    `There is no secret ${secretId} in ${environment.project} for ${name} yet; ` +
      `\`${deployCommand(environment, "data")}\` makes it, then run this again.`,
  );
}

/** Whether a value differs from the one that the next deployment would hand out. */
export async function differs(
  manager: SecretManager,
  { secretId }: EnvironmentSecret,
  newest: SecretVersion,
  value: string,
): Promise<boolean> {
  return !(await isCurrent(manager, secretId, newest, value));
}

/** Adds a version with this value, unless the newest one has it: another version would restart pods for nothing. */
export async function addVersion(
  manager: SecretManager,
  environment: Environment,
  secret: EnvironmentSecret,
  value: string,
): Promise<Added> {
  const newest = await requireNewest(manager, environment, secret);
  if (!(await differs(manager, secret, newest, value))) {
    return { name: secret.name, changed: false, version: newest.version };
  }
  const { version } = await manager.add(secret.secretId, value);
  return { name: secret.name, changed: true, version };
}
