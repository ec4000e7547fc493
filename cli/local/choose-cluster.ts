import { join } from "node:path";
import { NAMESPACE } from "../../stacks/fixed-names";
import type { ClusterAccess } from "./cluster";
import { type Context, type Contexts, readContexts } from "./contexts";
import { CommandError } from "../shared/command-error";
import { makeCluster, restartHint } from "./makers";
import type { LocalRecord } from "./record";
import { placeOf } from "./server-address";
import type { Session } from "./session";

/** The cluster to work with. */
export interface Chosen {
  readonly context: Context;
  /** Those of the kubeconfig. */
  readonly files: readonly string[];
  readonly access: ClusterAccess;
  readonly id: string;
}

/** Where a person edits the environment. */
export function fileOf({ environment, env }: Pick<Session, "environment" | "env">): string {
  return join(env.FLOWMAESTRO_ENVIRONMENTS || "environments", `${environment.name}.yaml`);
}

function sameServer(a: string, b: string | undefined): boolean {
  return b !== undefined && a.replace(/\/$/, "") === b.replace(/\/$/, "");
}

/** Why a server may not be used; nothing when it may. */
export async function refusal(session: Session, { name, server }: Context): Promise<string | undefined> {
  if (sameServer(server, session.environment.kubernetes.remote?.server)) return undefined;
  const place = await placeOf(server, session.engine.resolve);
  if (place.kind === "own") return undefined;
  const found =
    place.kind === "public"
      ? `its address ${place.address} is neither this machine's nor a private one`
      : `its host ${place.host} cannot be found, so it may be anybody's`;
  return (
    `the API server of context ${name}, ${server}, is refused: ${found}. If it may be used, say so in ` +
    `${fileOf(session)}: kubernetes.remote.server ${server} and kubernetes.remote.reason`
  );
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** The context of that name, if its server may be used. */
export async function requireContext(session: Session, { all, named }: Contexts, name: string): Promise<Context> {
  const context = all.find((each) => each.name === name);
  if (!context) {
    const known = all.map((each) => each.name).join(", ") || "none";
    throw new CommandError(
      `Got the context ${name}, expected one of ${named.join(", ")}: ${known}; correct kubernetes.context in ` +
        `${fileOf(session)}.`,
    );
  }
  const refused = await refusal(session, context);
  if (refused) throw new CommandError(sentence(refused));
  return context;
}

/** One environment is in one cluster at a time: its state describes that one. */
export function refuseMove(session: Session, record: LocalRecord | undefined): void {
  const named = session.environment.kubernetes.context;
  if (!record || named === undefined || named === record.context) return;
  throw new CommandError(
    `${session.environment.name} is deployed in context ${record.context}, and ${fileOf(session)} names ${named} now; ` +
      `name ${record.context} again and run \`${session.commands.down}\` before you move.`,
  );
}

/** Connects to a cluster that has to answer. */
export async function connect(session: Session, { files }: Contexts, context: Context): Promise<Chosen> {
  try {
    const access = session.engine.connect({ files, context: context.name });
    return { context, files, access, id: await access.id() };
  } catch (error) {
    const made = session.records.read()?.made;
    if (!(error instanceof CommandError) || !made) throw error;
    throw new CommandError(`${error.message} It was made by ${made}: ${restartHint(made)}, and run this again.`);
  }
}

/** The cluster that was used the last time; nothing when it is gone. */
async function remembered(session: Session, contexts: Contexts): Promise<Chosen | undefined> {
  const { records, output } = session;
  const record = records.read();
  if (!record) return undefined;
  const present = contexts.all.some(({ name }) => name === record.context);
  if (present && record.clusterId !== undefined) {
    const chosen = await connect(session, contexts, await requireContext(session, contexts, record.context));
    if (chosen.id === record.clusterId) return chosen;
  }
  if (record.clusterId !== undefined) {
    output.say(`cluster: the one of context ${record.context} is gone, and with it what was deployed there`);
    records.setStatesAside();
    records.forget();
  }
  return undefined;
}

/** The cluster of the current context, or why it is not used. */
async function current(session: Session, contexts: Contexts): Promise<Chosen | { readonly why: string }> {
  const context = contexts.all.find(({ name }) => name === contexts.current);
  if (!context) return { why: "the kubeconfig has no current context" };
  const refused = await refusal(session, context);
  if (refused) return { why: refused };
  try {
    return await connect(session, contexts, context);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return { why: error.message.replace(/\.$/, "").replace(/^The/, "the") };
  }
}

async function made(session: Session, contexts: Contexts, why: string): Promise<Chosen> {
  const name = await makeCluster(session, {
    files: contexts.named,
    current: contexts.current,
    why: sentence(why).slice(0, -1),
  });
  const after = readContexts(session.env);
  return connect(session, after, await requireContext(session, after, name));
}

/** Nothing of somebody else's is adopted here, and so nothing of theirs removed by `npm run local:down`. */
async function refuseForeignNamespace(session: Session, { access, context, id }: Chosen): Promise<void> {
  const { records } = session;
  if (records.read()?.clusterId === id || records.hasResources()) return;
  if (!(await access.hasNamespace(NAMESPACE))) return;
  throw new CommandError(
    `The cluster of context ${context.name} has a namespace ${NAMESPACE} that this checkout did not make; remove it ` +
      `with what made it, or with \`kubectl --context ${context.name} delete namespace ${NAMESPACE}\`, or choose ` +
      `another cluster (kubernetes.context in ${fileOf(session)}).`,
  );
}

/**
 * The cluster to deploy to, which is noted: the one that the environment names, the one of the last time, the one of the
 * current context if it is on this machine or a private network and answers, one made for it.
 */
export async function chooseCluster(session: Session): Promise<Chosen> {
  const { environment, records } = session;
  const contexts = readContexts(session.env);
  refuseMove(session, records.read());
  let chosen = await remembered(session, contexts);
  const named = environment.kubernetes.context;
  if (!chosen && named !== undefined) {
    chosen = await connect(session, contexts, await requireContext(session, contexts, named));
  }
  if (!chosen) {
    // One that a Ctrl-C interrupted while it was being made is made again.
    const halfMade = records.read()?.made !== undefined;
    const found = halfMade ? { why: "the last cluster was not finished" } : await current(session, contexts);
    chosen = "why" in found ? await made(session, contexts, found.why) : found;
  }
  await refuseForeignNamespace(session, chosen);
  records.write({ ...records.read(), context: chosen.context.name, clusterId: chosen.id });
  return chosen;
}
