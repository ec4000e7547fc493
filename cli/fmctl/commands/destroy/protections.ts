import type { StackJson } from "../../../deploy/stack-json";
import type { KnownResource } from "./state";

/** What stands against the deletion of a resource. */
export interface Protection {
  readonly address: string;
  /** `lifecycle.prevent_destroy`, `deletion_protection`, `settings.deletion_protection_enabled`. */
  readonly by: string;
  /** Whether the environment's file has it, or only what was deployed before the file was changed. */
  readonly where: "file" | "deployed";
}

type Block = Readonly<Record<string, unknown>>;

/** Arguments that, when they are true, stand against the deletion. */
const SWITCHES = ["lifecycle.prevent_destroy", "deletion_protection", "settings.deletion_protection_enabled"];

/** The value at a path, where a block may be written as a list of one. */
function at(block: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((value, key) => {
    const inner: unknown = Array.isArray(value) ? value[0] : value;
    return typeof inner === "object" && inner !== null ? (inner as Block)[key] : undefined;
  }, block);
}

function switchedOn(block: unknown): readonly string[] {
  return SWITCHES.filter((path) => at(block, path) === true);
}

/** The protections of a stack as it is synthesized from the environment's file. */
export function protectionsOfStack({ resource = {} }: StackJson): readonly Protection[] {
  return Object.entries(resource).flatMap(([type, blocks]) =>
    Object.entries(blocks as Readonly<Record<string, unknown>>).flatMap(([name, block]) =>
      switchedOn(block).map((by) => ({ address: `${type}.${name}`, by, where: "file" as const })),
    ),
  );
}

/** The protections that are part of what is deployed: until the next deploy they hold, whatever the file says by now. */
export function protectionsDeployed(resources: readonly KnownResource[]): readonly Protection[] {
  return resources.flatMap(({ address, attributes }) =>
    switchedOn(attributes).map((by) => ({ address, by, where: "deployed" as const })),
  );
}

/** Each protection by its name, then the one key that holds all of them. */
export function protectionLines(
  protections: readonly Protection[],
  { name, file }: { readonly name: string; readonly file: string },
): readonly string[] {
  const inFile = protections.filter(({ where }) => where === "file");
  const deployed = protections.filter(({ where }) => where === "deployed");
  const shown = inFile.length > 0 ? inFile : deployed;
  if (shown.length === 0) return [];
  const byAddress = new Map<string, string[]>();
  for (const { address, by } of shown) byAddress.set(address, [...(byAddress.get(address) ?? []), by]);
  const key =
    inFile.length > 0
      ? `Set deletionProtection to { enabled: false, reason: … } in ${file}, then run \`fmctl deploy ${name}\`: the ` +
        "protections are part of what is deployed."
      : `${file} protects them no longer, but what is deployed still does: run \`fmctl deploy ${name}\` first.`;
  return [...[...byAddress].map(([address, by]) => `  ${address} is protected by ${by.join(" and ")}`), `  ${key}`];
}
