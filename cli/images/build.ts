import { durationText } from "../shared/output";
import { tool, type Workbench } from "../shared/workbench";
import { declared, type Recipe } from "./recipe";

/**
 * Builds an image with Docker.
 *
 * @param values build arguments; those that the Dockerfile does not ask for are left out
 * @param platform what it is to run on; this machine's own when left out
 */
export async function buildImage(
  bench: Workbench,
  { image, dockerfile, target, context }: Recipe,
  reference: string,
  values: Readonly<Record<string, string>>,
  platform?: string,
): Promise<void> {
  const start = Date.now();
  bench.output.status(`images: building ${image}`);
  // Attestations make of an image a list of several, which not every version of `kind load` takes.
  const env = { ...bench.env, BUILDKIT_PROGRESS: "plain", BUILDX_NO_DEFAULT_ATTESTATIONS: "1" };
  const stage = target === undefined ? [] : ["--target", target];
  const kind = platform === undefined ? [] : ["--platform", platform];
  const options = ["--file", dockerfile, ...stage, ...kind, ...declared(dockerfile, values), "--tag", reference];
  await tool(bench, "docker", ["build", ...options, context], env);
  bench.output.say(`images: built ${reference} in ${durationText(Date.now() - start)}`);
}
