import { environmentNames, loadAnyEnvironment } from "../../config/load";
import { didYouMean } from "../../config/nearest";
import type { Environment } from "../../config/schema/environment";
import { CommandError } from "../shared/command-error";
import { type AnyEnvironment, type Context, isLocal } from "./context";
import { environmentsFolder } from "./environment-files";
import { EXIT_CODES } from "./exit-code";

export { environmentsFolder };

/**
 * The environment that a command is about: the one that is named, or else FLOWMAESTRO_ENV.
 *
 * @throws ConfigError when its file is wrong; CommandError when none is named or there is none of that name
 */
export function chosenEnvironment(context: Pick<Context, "project" | "env">, name?: string): AnyEnvironment {
  const folder = environmentsFolder(context);
  const chosen = name ?? context.env.FLOWMAESTRO_ENV;
  const known = environmentNames(folder);
  if (chosen && known.includes(chosen)) return loadAnyEnvironment(chosen, folder);
  const names = known.join(", ") || "none yet: `fmctl init` writes one";
  const problem = chosen
    ? `got "${chosen}", expected one of ${names}; ${didYouMean(chosen, known, `\`fmctl init ${chosen}\` writes it.`)}`
    : `got nothing, expected one of ${names}; name it on the command line or in FLOWMAESTRO_ENV.`;
  throw new CommandError(`environment: ${problem}`, EXIT_CODES.usage);
}

/** {@link chosenEnvironment} for what only Google Cloud has. */
export function chosenCloud(context: Pick<Context, "project" | "env">, what: string, name?: string): Environment {
  const environment = chosenEnvironment(context, name);
  if (!isLocal(environment)) return environment;
  const fix = "name an environment whose file has a project";
  throw new CommandError(
    `environment: got ${environment.name}, which runs in a cluster of your own and has no ${what}; ${fix}.`,
    EXIT_CODES.usage,
  );
}

/**
 * A service of an environment by its name.
 *
 * @param extra releases that the command knows beside the environment's services, such as temporal
 */
export function requireService(environment: AnyEnvironment, name: string, extra: readonly string[] = []): string {
  const known = [...Object.keys(environment.services), ...extra];
  if (known.includes(name)) return name;
  const fix = didYouMean(name, known, "choose one of them");
  throw new CommandError(
    `service: got "${name}", expected one of ${known.join(", ")}; ${fix}${fix.endsWith("?") ? "" : "."}`,
    EXIT_CODES.usage,
  );
}
