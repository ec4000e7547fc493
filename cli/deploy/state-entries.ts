import { randomUUID } from "node:crypto";
import type { StateEntry } from "./plan";

/** A resource to be noted in the state without its content being read. */
export interface NewEntry extends StateEntry {
  readonly type: string;
  readonly attributes: Readonly<Record<string, string | number>>;
}

interface StateResource {
  readonly module?: string | undefined;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly provider: string;
  readonly instances: readonly unknown[];
}

interface State {
  readonly version: 4;
  readonly terraform_version: string;
  readonly serial: number;
  readonly lineage: string;
  readonly outputs: object;
  readonly resources: readonly StateResource[];
}

const emptyState = (): State => ({
  version: 4,
  terraform_version: "1.11.0",
  serial: 0,
  lineage: randomUUID(),
  outputs: {},
  resources: [],
});

/**
 * The state with further resources, as `terraform state push` takes it: with the next serial number.
 *
 * @param text what `terraform state pull` said; nothing when there is no state yet
 */
export function withEntries(text: string, entries: readonly NewEntry[]): string {
  const state = text.trim() === "" ? emptyState() : (JSON.parse(text) as State);
  const resources = [...state.resources];
  for (const { module, type, name, index, provider, attributes } of entries) {
    const instance = { ...(index !== undefined && { index_key: index }), schema_version: 0, attributes };
    const at = resources.findIndex(
      (each) => each.mode === "managed" && each.type === type && each.name === name && each.module === module,
    );
    const known = resources[at];
    if (known) resources[at] = { ...known, instances: [...known.instances, instance] };
    else
      resources.push({
        module,
        mode: "managed",
        type,
        name,
        provider: `provider["${provider}"]`,
        instances: [instance],
      });
  }
  return JSON.stringify({ ...state, serial: state.serial + 1, resources });
}
