import { join, resolve } from "node:path";
import type { Context } from "./context";

/** Where the environments' files are. */
export function environmentsFolder({ project, env }: Pick<Context, "project" | "env">): string {
  return env.FLOWMAESTRO_ENVIRONMENTS ? resolve(env.FLOWMAESTRO_ENVIRONMENTS) : join(project, "environments");
}
