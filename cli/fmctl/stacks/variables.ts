import { readContexts } from "../../local/contexts";
import { contextVariables } from "../../local/stacks";
import { Records } from "../../local/record";
import { type AnyEnvironment, type Context, isLocal } from "../context";

/** Which builds to run. */
export interface Tags {
  readonly tag: string;
  /** Tags of services that run another build, by their names. @default - none does */
  readonly services?: Readonly<Record<string, string>>;
}

function tagVariables({ tag, services = {} }: Tags): NodeJS.ProcessEnv {
  const others = Object.keys(services).length > 0;
  return { TF_VAR_image_tag: tag, ...(others && { TF_VAR_image_tags: JSON.stringify(services) }) };
}

/**
 * The variables for Terraform and its providers.
 *
 * @param tags of the application's images. @default - Terraform says that they are missing, where they are needed
 */
export function stackVariables(
  { env, project }: Pick<Context, "env" | "project">,
  environment: AnyEnvironment,
  tags: Tags | undefined,
): NodeJS.ProcessEnv {
  const variables = { ...env, ...(tags && tagVariables(tags)) };
  if (!isLocal(environment)) return variables;
  const { files, current } = readContexts(env);
  const context = new Records(project, environment.name).read()?.context ?? environment.kubernetes.context ?? current;
  return context === undefined ? variables : { ...variables, ...contextVariables(files, context) };
}
