import { nearest } from "../../../config/nearest";
import { CommandError } from "../../shared/command-error";
import { type AnyEnvironment, isLocal } from "../context";
import { EXIT_CODES } from "../exit-code";
import { type EnvironmentSecret, environmentSecrets } from "./catalogue";

/**
 * A secret of an environment by its name, or by its name in Secret Manager. What is not near any name is not repeated:
 * somebody may have typed the value in its place.
 */
export function requireSecret(environment: AnyEnvironment, typed: string): EnvironmentSecret {
  const known = environmentSecrets(environment);
  const found = known.find(({ name, secretId }) => name === typed || secretId === typed);
  if (found) return found;
  const names = known.map(({ name }) => name);
  const near = nearest(typed, names);
  const expected = `expected one of ${names.join(", ")}`;
  const add = isLocal(environment)
    ? "a local environment has no others"
    : `a new one is a name in integrationSecrets of the environment ${environment.name}, and \`fmctl deploy ${environment.name} data\``;
  throw new CommandError(
    near
      ? `secret: got "${typed}", ${expected}; did you mean ${near}?`
      : `secret: got a name that is not known and not shown, as it may be a value, ${expected}; ${add}.`,
    EXIT_CODES.usage,
  );
}
