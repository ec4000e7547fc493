import { type ImageChange, imageChange } from "./image-changes";

/** What a plan does to a resource, in one word. */
export type ChangeKind = "create" | "update" | "replace" | "delete" | "import" | "forget";

/** One planned change, without any value that could be a secret. */
export interface PlannedChange {
  readonly address: string;
  readonly type: string;
  readonly kind: ChangeKind;
  /** Id under which what exists already gets into the state. @default - it is there, or is created */
  readonly importId?: string | undefined;
  /** Names of the arguments that change; for a replacement those that force it. */
  readonly arguments: readonly string[];
  /** Name and namespace of the Kubernetes object or Helm release, where they are known before the apply. */
  readonly object?: { readonly name: string; readonly namespace?: string | undefined } | undefined;
  /** The arguments that name an object of Google's, as far as they are known before the apply. */
  readonly named: Readonly<Record<string, string>>;
  /** What happens to the image of a Helm release. @default - nothing, or it has none */
  readonly image?: ImageChange | undefined;
  /** For a Kubernetes secret with write-only data. */
  readonly secret?: WriteOnlySecret | undefined;
  /** How the state calls it. */
  readonly entry: StateEntry;
}

/** A secret whose data Terraform never reads. */
export interface WriteOnlySecret {
  /** The planned `data_wo_revision`. */
  readonly revision: number;
  /** Whether its values are made up in every run, so that writing them again would lose the ones in use. */
  readonly generated: boolean;
}

/** The parts of a resource's address that the state keeps apart. */
export interface StateEntry {
  readonly module?: string | undefined;
  readonly name: string;
  readonly index?: string | number | undefined;
  /** Full name of the provider: `registry.terraform.io/hashicorp/kubernetes`. */
  readonly provider: string;
}

/** What Terraform wants to do to a stack. */
export interface Plan {
  /** The saved plan; nothing when there is nothing to do. */
  readonly file?: string | undefined;
  readonly changes: readonly PlannedChange[];
}

type Values = Readonly<Record<string, unknown>>;

interface ShownChange {
  readonly address: string;
  readonly module_address?: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly index?: string | number;
  readonly provider_name: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before: Values | null;
    readonly after: Values | null;
    readonly after_unknown: Values | boolean;
    readonly importing?: { readonly id?: string };
    readonly replace_paths?: readonly (readonly (string | number)[])[];
  };
}

interface ConfiguredResource {
  readonly address: string;
  readonly expressions?: Readonly<Record<string, { readonly references?: readonly string[] }>>;
}

/** What `terraform show -json` says of a saved plan. */
export interface ShownPlan {
  readonly resource_changes?: readonly ShownChange[];
  readonly variables?: Readonly<Record<string, { readonly value?: unknown }>>;
  readonly configuration?: { readonly root_module?: { readonly resources?: readonly ConfiguredResource[] } };
}

function kindOf({ actions, importing }: ShownChange["change"]): ChangeKind | undefined {
  if (actions.includes("create") && actions.includes("delete")) return "replace";
  const [action] = actions;
  if (action === "create" || action === "update" || action === "delete" || action === "forget") return action;
  return importing ? "import" : undefined;
}

function argumentsOf({ before, after, after_unknown: unknown, replace_paths: paths }: ShownChange["change"]): string[] {
  if (paths) return [...new Set(paths.map((path) => String(path[0])))];
  if (!before || !after) return [];
  const isUnknown = (name: string) => typeof unknown === "object" && unknown[name] === true;
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.filter((name) => isUnknown(name) || JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}

/** Both providers: `metadata` is a list of one block of the first, and only a computed object of the second. */
function objectOf(values: Values | null): PlannedChange["object"] {
  const metadata = values?.metadata;
  const named = (Array.isArray(metadata) ? (metadata[0] as Values) : values) ?? {};
  const { name, namespace } = named;
  if (typeof name !== "string") return undefined;
  return { name, namespace: typeof namespace === "string" && namespace !== "" ? namespace : undefined };
}

/** Arguments of which an id is made; none of them is ever secret. */
const NAMING = [
  ...["project", "region", "location", "name", "type", "instance", "router", "managed_zone"],
  ...["account_id", "bucket_id", "repository_id", "secret_id", "service", "service_id", "slo_id"],
];

function namedBy(values: Values | null): Readonly<Record<string, string>> {
  const known = NAMING.flatMap((name) => {
    const value = values?.[name];
    return typeof value === "string" && value !== "" ? [[name, value] as const] : [];
  });
  return Object.fromEntries(known);
}

function secretOf({ type, change }: ShownChange, configured?: ConfiguredResource): WriteOnlySecret | undefined {
  const revision = change.after?.data_wo_revision;
  if (type !== "kubernetes_secret_v1" || typeof revision !== "number") return undefined;
  const references = configured?.expressions?.data_wo?.references ?? [];
  return { revision, generated: references.some((each) => each.startsWith("ephemeral.random_")) };
}

/** What a shown plan changes. Values stay behind, since `show` has those of secrets too. */
export function plannedChanges(plan: ShownPlan): readonly PlannedChange[] {
  const { resource_changes: shown = [], configuration, variables = {} } = plan;
  const tag = variables.image_tag?.value;
  const configured = new Map(configuration?.root_module?.resources?.map((each) => [each.address, each]));
  return shown.flatMap((each) => {
    const kind = each.mode === "managed" ? kindOf(each.change) : undefined;
    if (!kind) return [];
    const { address, type, module_address: module, name, index, provider_name: provider, change } = each;
    return {
      address,
      type,
      kind,
      importId: change.importing?.id,
      arguments: argumentsOf(change),
      object: objectOf(change.after ?? change.before),
      named: namedBy(change.after ?? change.before),
      image:
        type === "helm_release"
          ? imageChange(change.before, change.after, typeof tag === "string" ? tag : undefined)
          : undefined,
      secret: secretOf(each, configured.get(address)),
      entry: { module, name, index, provider },
    };
  });
}
