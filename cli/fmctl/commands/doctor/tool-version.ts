import { runTool } from "../../../shared/tool";
import type { Context } from "../../context";

/** What a program prints on standard output, or nothing when it fails. */
export async function toolSays(
  { env, project, stop, kill }: Context,
  program: string,
  args: readonly string[],
): Promise<string | undefined> {
  const { ok, stdout } = await runTool(program, args, { env, folder: project, stop, kill });
  return ok ? stdout : undefined;
}

/** Whether a version such as `1.11.4` is at least another. */
export function isAtLeast(version: string, least: string): boolean {
  const [got, wanted] = [version, least].map((text) => text.split(/[.+-]/).slice(0, 3).map(Number));
  const differing = wanted!.findIndex((part, index) => part !== (got![index] ?? 0));
  return differing === -1 || (got![differing] ?? 0) > wanted![differing]!;
}
