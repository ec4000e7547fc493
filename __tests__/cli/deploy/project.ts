import type { ClusterClient } from "../../../cli/deploy/cluster";
import { deployStacks, type DeployOptions, succeeded } from "../../../cli/deploy/deploy";
import { narrate } from "../../../cli/deploy/narrate";
import type { Outcome } from "../../../cli/deploy/progress";
import { type Answers, FakeStack, temporaryFolder } from "./fakes";

/** Stacks of one project, whose answers are by their id. */
export function project(
  stacks: Readonly<Record<string, { readonly answers: Answers; readonly after?: readonly string[] }>>,
) {
  const root = temporaryFolder();
  return Object.entries(stacks).map(([id, { answers, after }]) => new FakeStack(id, answers, after, root));
}

/** Deploys stacks, with a cluster for all of them or none, and collects what is told. */
export async function deploy(
  stacks: readonly FakeStack[],
  more: Partial<DeployOptions> & { cluster?: ClusterClient } = {},
) {
  const { cluster, ...options } = more;
  const lines: string[] = [];
  const outcomes = await deployStacks({
    stacks,
    clusterOf: () => cluster,
    binary: stacks[0]!.binary,
    onProgress: (progress) => lines.push(...narrate(progress)),
    ...options,
  });
  return { outcomes: Object.fromEntries(outcomes) as Record<string, Outcome>, lines, ok: succeeded(outcomes) };
}
