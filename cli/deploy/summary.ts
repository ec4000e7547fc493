import type { ChangeKind, PlannedChange } from "./plan";

/** How many changes of each kind a plan has. */
export type Counts = Readonly<Record<ChangeKind, number>>;

/** What a plan does, for a person to read. */
export interface Summary {
  readonly counts: Counts;
  /** One line for each change: what would lose data first, then what holds data, then the rest. */
  readonly lines: readonly string[];
  /** The changes that delete or replace something that holds data. */
  readonly losses: readonly PlannedChange[];
}

/** What holds data, or cannot be made again the way it was. */
const BEARS_DATA = [
  /^google_(sql|redis|storage|secret_manager|artifact_registry|kms|container_cluster|dns_managed_zone)/,
  /^kubernetes_(namespace|secret|persistent_volume|stateful_set)/,
  /^(random|tls)_/,
];

/** Who may do what with it is not what it holds. */
const GRANT = /_iam_(member|binding|policy)$/;

/** In the cluster of a local environment, the releases with the volumes. */
const DATA_RELEASES = ["postgres", "redis"];

const VERBS: Record<ChangeKind, string> = {
  create: "create",
  update: "change",
  replace: "REPLACE",
  delete: "DELETE",
  import: "adopt",
  forget: "forget (it stays as it is)",
};

const MAX_ARGUMENTS = 6;

/** Whether a resource holds data that is lost with it. */
export function bearsData({ type, object }: Pick<PlannedChange, "type" | "object">): boolean {
  if (type === "helm_release") return DATA_RELEASES.includes(object?.name ?? "");
  return !GRANT.test(type) && BEARS_DATA.some((pattern) => pattern.test(type));
}

function line(change: PlannedChange): string {
  const { address, kind, importId, arguments: names } = change;
  const adopted = importId !== undefined && kind !== "import" ? ", adopted first" : "";
  const shown = names.slice(0, MAX_ARGUMENTS).join(", ") + (names.length > MAX_ARGUMENTS ? ", …" : "");
  if (kind === "replace") return `${VERBS[kind]} ${address} (because of ${shown || "a taint"})${adopted}`;
  return `${VERBS[kind]} ${address}${shown ? ` (${shown})` : ""}${adopted}`;
}

function rank(change: PlannedChange): number {
  const loses = change.kind === "delete" || change.kind === "replace";
  return (bearsData(change) ? 0 : 2) + (loses ? 0 : 1);
}

/** The changes in the order in which a person should read them: what would lose data first, then what holds data. */
export function inOrder(changes: readonly PlannedChange[]): readonly PlannedChange[] {
  return [...changes].sort((a, b) => rank(a) - rank(b) || a.address.localeCompare(b.address));
}

/** Puts into words what a plan does. Names of arguments only: values may be secrets. */
export function summarize(changes: readonly PlannedChange[]): Summary {
  const counts = { create: 0, update: 0, replace: 0, delete: 0, import: 0, forget: 0 };
  for (const { kind } of changes) counts[kind] += 1;
  const ordered = inOrder(changes);
  return { counts, lines: ordered.map(line), losses: ordered.filter((change) => rank(change) === 0) };
}

/** `2 to create, 1 to change`; a plan without either has new outputs only. */
export function countsText(counts: Counts): string {
  const kinds: readonly (readonly [ChangeKind, string])[] = [
    ["import", "to adopt"],
    ["create", "to create"],
    ["update", "to change"],
    ["replace", "to replace"],
    ["delete", "to delete"],
    ["forget", "to forget"],
  ];
  const said = kinds.filter(([kind]) => counts[kind] > 0).map(([kind, text]) => `${counts[kind]} ${text}`);
  return said.join(", ") || "outputs only";
}
