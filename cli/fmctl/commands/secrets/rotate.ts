import { join } from "node:path";
import type { Environment } from "../../../../config/schema/environment";
import type { LocalEnvironment } from "../../../../config/schema/local";
import { DATABASE_PASSWORD, JWT_SECRET } from "../../../../constructs/secrets/generators";
import { CommandError } from "../../../shared/command-error";
import { type Context, isLocal } from "../../context";
import { chosenEnvironment, environmentsFolder } from "../../environment";
import { EXIT_CODES } from "../../exit-code";
import { requireConsent } from "../../prompts";
import { requireNewest } from "../../secrets/add-version";
import { type EnvironmentSecret, isIssued } from "../../secrets/catalogue";
import { generate } from "../../secrets/generate";
import { deployCommand } from "../../secrets/next-command";
import { writeGeneration } from "../../secrets/password-generation";
import { ENCRYPTION_KEY_STAYS } from "../../secrets/refusals";
import { requireSecret } from "../../secrets/require-secret";
import { SecretManager } from "../../secrets/secret-manager";

/** What `fmctl secrets rotate` is given. */
export interface RotateOptions {
  readonly environment?: string;
  readonly yes?: boolean;
}

interface Rotation {
  readonly secret: EnvironmentSecret;
  readonly yes: boolean;
}

function refuse(why: string): never {
  throw new CommandError(`${why} Nothing was changed.`, EXIT_CODES.usage);
}

/** The encryption key and what a provider issues are not ours to make. */
function refuseOthers(secret: EnvironmentSecret, environment: string): void {
  const { name, kind } = secret;
  if (kind === "encryption-key") refuse(ENCRYPTION_KEY_STAYS);
  if (!isIssued(secret)) return;
  refuse(
    `${name} is issued by its provider, so only the provider can make another: do that there, give it with ` +
      `\`fmctl secrets set ${name} -e ${environment}\`, deploy, and only then revoke the old one there.`,
  );
}

/** What follows from a new database password, between the two stacks that take it up. */
const PASSWORD_CONSEQUENCES =
  "PostgreSQL takes the new password when `data` is applied, the pods when `workloads` is, which restarts them. In the " +
  "minutes between, open connections go on and new ones are refused. `workloads` alone would hand out a password that " +
  "PostgreSQL does not know yet: deploy both.";

const JWT_CONSEQUENCES =
  "Everybody who is logged in has to log in again, and tokens given to programs end, as soon as the new value is rolled " +
  "out; while pods are being replaced, some accept only the old tokens and some only the new ones.";

async function rotateStored(context: Context, environment: Environment, { secret, yes }: Rotation): Promise<void> {
  const { terminal, prompts } = context;
  const isPassword = secret.kind === "database-password";
  const manager = new SecretManager(await context.google(), environment.project);
  const before = await requireNewest(manager, environment, secret);
  const deploy = deployCommand(environment, ...(isPassword ? ["data"] : []), "workloads");
  terminal.say(`${secret.name} (${secret.purpose}) of ${environment.name}, version ${before.version}.`);
  terminal.say(isPassword ? PASSWORD_CONSEQUENCES : JWT_CONSEQUENCES);
  terminal.say(`Restarted by the deployment: ${secret.readers.join(", ") || "nothing"}.`);
  await requireConsent(prompts, `Add a new version of ${secret.name}?`, yes);
  const value = generate(isPassword ? DATABASE_PASSWORD : JWT_SECRET);
  const { version } = await manager.add(secret.secretId, value);
  terminal.result({ environment: environment.name, name: secret.name, version, before: before.version, next: deploy }, [
    `${secret.name} has version ${version} now; version ${before.version} stays, and is what runs until \`${deploy}\`.`,
    `\`fmctl secrets verify ${environment.name}\` says afterwards which one runs.`,
  ]);
}

async function rotateLocal(context: Context, environment: LocalEnvironment, { secret, yes }: Rotation): Promise<void> {
  const { terminal, prompts } = context;
  const { name, kubernetes } = environment;
  if (secret.kind === "jwt-secret") {
    refuse(
      "The JWT secret of a local environment is made once, with the environment (stacks/local-data-stack.ts); for " +
        `another one \`fmctl destroy ${name}\` and \`fmctl deploy ${name}\`, which loses its data.`,
    );
  }
  const generation = kubernetes.passwordGeneration + 1;
  const file = join(environmentsFolder(context), `${name}.yaml`);
  const deploy = deployCommand(environment, "data", "workloads");
  terminal.say(
    `A local environment has one number for the passwords of both databases: kubernetes.passwordGeneration in ${file}.`,
  );
  terminal.say(`The next deployment makes new ones and restarts what reads them.`);
  await requireConsent(prompts, `Raise passwordGeneration to ${generation} in the file?`, yes);
  writeGeneration(file, generation);
  terminal.result({ environment: name, file, passwordGeneration: generation, next: deploy }, [
    `${file} says passwordGeneration ${generation} now. Until \`${deploy}\` the old passwords run.`,
  ]);
}

/** `fmctl secrets rotate`: a new value that nobody sees, beside the old one. */
export async function rotateSecret(context: Context, typed: string, options: RotateOptions): Promise<void> {
  const environment = chosenEnvironment(context, options.environment);
  const secret = requireSecret(environment, typed);
  refuseOthers(secret, environment.name);
  const rotation = { secret, yes: options.yes ?? false };
  if (isLocal(environment)) await rotateLocal(context, environment, rotation);
  else await rotateStored(context, environment, rotation);
}
