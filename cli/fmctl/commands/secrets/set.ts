import { CommandError } from "../../../shared/command-error";
import { type Context, isLocal } from "../../context";
import { chosenEnvironment } from "../../environment";
import { EXIT_CODES } from "../../exit-code";
import { addVersion, requireNewest } from "../../secrets/add-version";
import { type EnvironmentSecret, isIssued } from "../../secrets/catalogue";
import { deployCommand } from "../../secrets/next-command";
import { requireSecret } from "../../secrets/require-secret";
import { ENCRYPTION_KEY_STAYS, NO_LOCAL_INTEGRATIONS } from "../../secrets/refusals";
import { SecretManager } from "../../secrets/secret-manager";
import { doubts } from "../../secrets/shapes";
import { readValue, type ValueOptions } from "../../secrets/value";

/** What `fmctl secrets set` is given. */
export interface SetOptions extends ValueOptions {
  readonly environment?: string;
}

const DISCLOSED =
  "a value on the command line stays in the shell's history and is seen in the process list, so take this one for " +
  "disclosed: revoke it, and give the new one at the prompt, with --file or with --stdin";

/** @throws CommandError that repeats nothing of what was typed */
function refuseArguments(name: string, others: readonly string[]): void {
  if (others.length === 0 && !name.includes("=")) return;
  throw new CommandError(
    `secrets set: got more than the name of a secret and known options, which is not repeated here, expected a name, ` +
      `--file, --stdin or -e; if it was a value: ${DISCLOSED}. Nothing was changed.`,
    EXIT_CODES.usage,
  );
}

function refuseGenerated(secret: EnvironmentSecret, environment: string): void {
  const { name, kind } = secret;
  if (isIssued(secret)) return;
  const why =
    kind === "encryption-key"
      ? ENCRYPTION_KEY_STAYS
      : `Nobody needs to know ${name}: \`fmctl secrets rotate ${name} -e ${environment}\` makes a new one.`;
  throw new CommandError(`${why} Nothing was changed.`, EXIT_CODES.usage);
}

/** `fmctl secrets set`: a new version of an integration's secret. */
export async function setSecret(
  context: Context,
  typed: string,
  others: readonly string[],
  options: SetOptions,
): Promise<void> {
  refuseArguments(typed, others);
  const { terminal } = context;
  const environment = chosenEnvironment(context, options.environment);
  if (isLocal(environment)) throw new CommandError(NO_LOCAL_INTEGRATIONS, EXIT_CODES.usage);
  const secret = requireSecret(environment, typed);
  refuseGenerated(secret, environment.name);
  const manager = new SecretManager(await context.google(), environment.project);
  // Before anybody types: whether there is anything to set.
  await requireNewest(manager, environment, secret);
  const value = await readValue(context, secret.name, options);
  for (const doubt of doubts(secret.name, value)) terminal.complain(`Warning: ${doubt}`);
  const added = await addVersion(manager, environment, secret, value);
  const { name, changed, version } = added;
  const readers = secret.readers.join(", ");
  const next = !secret.kubernetes
    ? `\`${deployCommand(environment, "observability")}\` hands it to the notification channel.`
    : readers
      ? `Nothing has changed for what runs. \`${deployCommand(environment, "workloads")}\` hands it out and restarts ` +
        `exactly the pods that read it: ${readers}.`
      : "No service reads it: add integration-secrets to the `uses` of one.";
  terminal.result(
    { environment: environment.name, ...added, readers: secret.readers },
    changed
      ? [`${name} has version ${version} now. The versions before it stay in Secret Manager.`, next]
      : [`${name} has that value already, as version ${version}; nothing was changed.`],
  );
}
