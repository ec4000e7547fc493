import { connect, fileOf, refuseMove, requireContext } from "./choose-cluster";
import { type Contexts, readContexts } from "./contexts";
import { CommandError } from "../shared/command-error";
import { CLUSTER, deleteCluster } from "./makers";
import { durationText } from "../shared/output";
import { requireTerraform } from "../shared/require-terraform";
import type { LocalRecord } from "./record";
import type { Session } from "./session";
import { workOnStacks } from "./stacks";
import { isInstalled } from "../shared/tool";
import { ask } from "../shared/workbench";

/** Deletes the cluster if it was made for this, and makes the context current again that was so before. */
async function removeCluster(session: Session, record: LocalRecord | undefined, files: readonly string[]) {
  const { output, env } = session;
  if (!record?.made) return;
  const deleted = await deleteCluster(session, record.made, files);
  output.say(
    `cluster: ${record.made} ${deleted ? `has deleted the cluster ${CLUSTER}` : `has no ${CLUSTER} any more`}`,
  );
  const { current, all } = readContexts(env);
  const previous = record.previousContext;
  if (previous === undefined || current !== undefined || !all.some(({ name }) => name === previous)) return;
  const use = ["config", "use-context", previous];
  if (isInstalled("kubectl", env) && (await ask(session, "kubectl", use)).ok) {
    output.say(`cluster: ${previous} is the current context again, as before`);
  } else output.say(`To choose the context from before: kubectl ${use.join(" ")}`);
}

function leftLines({ environment }: Session, record: LocalRecord | undefined, context: string): readonly string[] {
  const registry = environment.images.registry ?? "localhost/flowmaestro";
  const { images, made } = record ?? {};
  const built = images !== undefined && images.source.kind !== "ready";
  return [
    ...(made ? [] : [`the cluster of context ${context}, which was there before, with the images that its nodes keep`]),
    ...(built ? [`Docker's images ${registry}/*:${images.tag} and its build cache`] : []),
    "Terraform's providers in cdktf.out and the empty state in terraform-state",
  ];
}

/** Whether the cluster that everything was in is there; nothing is asked of another one that has taken its name. */
async function isThere(session: Session, contexts: Contexts, record: LocalRecord | undefined, name: string) {
  if (record && !contexts.all.some((each) => each.name === record.context)) return false;
  if (record?.made && record.clusterId === undefined) return false;
  const { id } = await connect(session, contexts, await requireContext(session, contexts, name));
  return record?.clusterId === undefined || record.clusterId === id;
}

/** `npm run local:down` and `fmctl destroy` of a local environment: workloads, then data, then the cluster if it was made by `npm run local`. */
export async function down(session: Session): Promise<void> {
  const { environment, records, output } = session;
  const start = Date.now();
  const record = records.read();
  if (!record && !records.hasResources()) {
    output.say(`Nothing to remove: this checkout has deployed nothing as ${environment.name}.`);
    return;
  }
  refuseMove(session, record);
  const contexts = readContexts(session.env);
  const name = record?.context ?? environment.kubernetes.context ?? contexts.current;
  if (name === undefined) {
    throw new CommandError(
      `Nothing says which cluster: the kubeconfig has no current context; name one in ${fileOf(session)} (kubernetes.context).`,
    );
  }
  if (await isThere(session, contexts, record, name)) {
    requireTerraform(session.env);
    output.say(`cluster: context ${name}`);
    const { files, named } = contexts;
    await workOnStacks(session, { direction: "destroy", context: name, files, tag: record?.images?.tag });
    await removeCluster(session, record, named);
  } else if (record?.made && record.clusterId === undefined) {
    await removeCluster(session, record, contexts.named);
  } else {
    output.say(`cluster: the one of context ${name} is gone already, and with it what was deployed there`);
    records.setStatesAside();
  }
  records.forget();
  output.say(`\nFlowMaestro (${environment.name}) is removed: ${durationText(Date.now() - start)}. Left are:`);
  for (const line of leftLines(session, record, name)) output.say(`  - ${line}`);
}
