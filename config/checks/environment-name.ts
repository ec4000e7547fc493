import type { Finding } from "../problem";
import { label } from "../schema/common";
import type { Environment } from "../schema/environment";

/** The file's name, which is the environment's, can be a label of every resource and a part of the state's location. */
export function* checkEnvironmentName({ name }: Pick<Environment, "name">): Iterable<Finding> {
  if (label.safeParse(name).success) return;
  const expected = "a file name of at most 63 lower-case letters, digits, hyphens and underscores before .yaml";
  yield { path: [], got: name, expected, fix: "rename the file" };
}
