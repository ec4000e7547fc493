import { setTimeout as sleep } from "node:timers/promises";
import { HELM_RELEASE, objectKind } from "./adoptable";
import type { ClusterClient, ObjectFacts, ObjectName, StoredRevision } from "./cluster";
import { DeployError } from "./deploy-error";
import type { PlannedChange } from "./plan";
import type { Interrupt } from "./run";

/** Something that exists although the state does not know it, or that a killed apply left in the middle. */
export interface Adoption {
  readonly change: PlannedChange;
  /** `Secret flowmaestro/app-secrets`. */
  readonly object: string;
  /** Under which id Terraform imports it. @default - it is not imported */
  readonly importId?: string | undefined;
  /** The `data_wo_revision` under which the state gets to know a secret. @default - it is none, or is known */
  readonly secretRevision?: number | undefined;
  /**
   * Whether the state knows it, and has to get to know it anew. When nothing but the status of a release changes, the
   * provider upgrades it and then fails, since it had planned that its revision stays; an import makes it plan all of it.
   * @default - it does not
   */
  readonly known?: boolean | undefined;
  /** The revision of a Helm release that an operation was killed in. @default - none */
  readonly interrupted?: StoredRevision | undefined;
}

/**
 * What Helm calls a release while it works on it, and what it therefore refuses to upgrade: "another operation is in
 * progress", or "has no deployed releases". A plan has just held the lock of the state, so whoever worked on it is gone.
 *
 * Such a revision is marked as failed, which is what Helm does itself when an operation goes wrong
 * (https://github.com/helm/helm/blob/v3.19.5/pkg/action/upgrade.go#L485, `failRelease`). It changes a record and nothing
 * that runs. The next upgrade starts from the last revision that was deployed, or, where there has been none, from this
 * one (`prepareUpgrade`, line 198), so it also sees what the killed operation had made already. To delete the record, as
 * is often recommended, would leave those objects to nobody; and the helm provider sees a failed release as a change to
 * be made, where a deployed one with the same values would be none, although half of it was never rolled out.
 */
const INTERRUPTED = ["pending-install", "pending-upgrade", "pending-rollback", "uninstalling", "uninstalled"];

const DELETION_TIMEOUT_MS = 300_000;
const DELETION_POLL_MS = 2000;

/** The namespace of a namespaced object; both providers take `default` when nothing else is said. */
export function namespaceOf({ object }: PlannedChange): string {
  return object?.namespace ?? "default";
}

function textOf({ kind, name, namespace }: Omit<ObjectName, "apiVersion">): string {
  return namespace === undefined ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}

/** Where to look for what exists. */
export interface Search extends Pick<Interrupt, "stop"> {
  readonly cluster: ClusterClient;
  /** Gets told what takes long. */
  readonly notice: (text: string) => void;
}

/** What an object is once a deletion that is under way has ended. */
async function settled(object: ObjectName, { cluster, notice, stop }: Search): Promise<ObjectFacts | undefined> {
  let facts = await cluster.find(object);
  if (!facts?.deleting) return facts;
  notice(`${textOf(object)} is being deleted; waiting until it is gone.`);
  for (const start = Date.now(); facts?.deleting; facts = await cluster.find(object)) {
    if (stop?.aborted) throw new DeployError("interrupted", `Stopped while ${textOf(object)} was being deleted.`);
    if (Date.now() - start > DELETION_TIMEOUT_MS) {
      const kind = object.kind.toLowerCase();
      throw new DeployError(
        "cluster",
        `${textOf(object)} in ${cluster.name} is still being deleted after ${DELETION_TIMEOUT_MS / 60_000} minutes; ` +
          `kubectl ${cluster.contextArguments.kubectl} get ${kind} ${object.name} -o yaml says in its conditions what it waits for.`,
      );
    }
    await sleep(DELETION_POLL_MS);
  }
  return facts;
}

async function adoptionOfObject(change: PlannedChange, search: Search): Promise<Adoption | undefined> {
  const kind = objectKind(change.type);
  if (change.kind !== "create" || change.importId !== undefined || !kind || !change.object) return undefined;
  const { name } = change.object;
  const namespace = kind.kind === "Namespace" ? undefined : namespaceOf(change);
  const named = { ...kind, name, namespace };
  const facts = await settled(named, search);
  // What belongs to a release is Helm's; Terraform stops there and says that it exists already.
  if (!facts || facts.release !== undefined) return undefined;
  const object = textOf(named);
  if (!change.secret) return { change, object, importId: namespace === undefined ? name : `${namespace}/${name}` };
  const { revision, generated } = change.secret;
  // Any other number than the planned one makes Terraform write the values again, which then come from where they are
  // kept. Values that are made up would be others than those in use, so they count as written.
  const other = revision === 1 ? 2 : 1;
  return { change, object, secretRevision: generated ? revision : other };
}

async function adoptionOfRelease(change: PlannedChange, { cluster }: Search): Promise<Adoption | undefined> {
  const name = change.object?.name;
  const known = change.kind === "update";
  if (change.type !== HELM_RELEASE || name === undefined || !(known || change.kind === "create")) return undefined;
  const namespace = namespaceOf(change);
  const [latest] = await cluster.revisions(namespace, name);
  if (!latest || (known && latest.status === "deployed")) return undefined;
  const interrupted = INTERRUPTED.includes(latest.status) ? latest : undefined;
  const object = textOf({ kind: "release", namespace, name });
  return { change, object, known, interrupted, importId: `${namespace}/${name}` };
}

/**
 * What of the planned changes has to be adopted before Terraform can make them: what it would create but exists already
 * under that name, and releases that a killed apply left in the middle. Kubernetes names are fixed by the stack, so what
 * has the name is what an earlier apply made and could not note.
 */
export async function findAdoptions(changes: readonly PlannedChange[], search: Search): Promise<readonly Adoption[]> {
  const found: Adoption[] = [];
  // What is in a namespace that is being deleted only looks as if it were there.
  const isNamespace = ({ type }: PlannedChange) => Number(type === "kubernetes_namespace_v1");
  for (const change of [...changes].sort((a, b) => isNamespace(b) - isNamespace(a))) {
    const adoption = (await adoptionOfObject(change, search)) ?? (await adoptionOfRelease(change, search));
    if (adoption) found.push(adoption);
  }
  return found;
}

/** What is adopted and how, in one line. */
export function adoptionText({ change, object, known, secretRevision, interrupted }: Adoption): string {
  const { address, secret } = change;
  if (secretRevision !== undefined) {
    return `adopts ${object} as ${address}: its values ${secret?.generated ? "stay" : "are written again"}`;
  }
  const remark = interrupted ? `: its revision ${interrupted.revision} was interrupted (${interrupted.status})` : "";
  return known
    ? `mends ${object} (${address})${remark || ": its last revision failed"}`
    : `adopts ${object} as ${address}${remark}`;
}
