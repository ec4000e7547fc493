import { readContexts } from "../../local/contexts";
import { contextVariables } from "../../local/stacks";
import { Records } from "../../local/record";
import { type AnyEnvironment, type Context, isLocal } from "../context";

/**
 * The variables for Terraform and its providers.
 *
 * @param tag of the application's images. @default - Terraform says that it is missing, where it is needed
 */
export function stackVariables(
  { env, project }: Pick<Context, "env" | "project">,
  environment: AnyEnvironment,
  tag: string | undefined,
): NodeJS.ProcessEnv {
  const variables = { ...env, ...(tag !== undefined && { TF_VAR_image_tag: tag }) };
  if (!isLocal(environment)) return variables;
  const { files, current } = readContexts(env);
  const context = new Records(project, environment.name).read()?.context ?? environment.kubernetes.context ?? current;
  return context === undefined ? variables : { ...variables, ...contextVariables(files, context) };
}
