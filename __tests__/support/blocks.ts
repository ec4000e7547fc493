import type { Block, Blocks, StackJson } from "./synth";

/** A resource, data source or ephemeral resource of a stack. */
export interface Addressed {
  readonly kind: "resource" | "data" | "ephemeral";
  readonly type: string;
  readonly id: string;
  /** As Terraform writes it: `data.` or `ephemeral.` before the type, nothing before a resource's. */
  readonly address: string;
  readonly block: Block;
}

/** Every block that has an address, in alphabetical order within its kind. */
export function addressedBlocks(stack: StackJson): readonly Addressed[] {
  return (["resource", "data", "ephemeral"] as const).flatMap((kind) => {
    const types: Blocks = stack[kind] ?? {};
    const all = Object.entries(types).flatMap(([type, blocks]) =>
      Object.entries(blocks).map(([id, block]) => {
        const address = kind === "resource" ? `${type}.${id}` : `${kind}.${type}.${id}`;
        return { kind, type, id, address, block };
      }),
    );
    return all.sort((a, b) => (a.address < b.address ? -1 : 1));
  });
}

/** The resources of a type, in alphabetical order of their ids. */
export function resourcesOf(stack: StackJson, type: string): readonly Block[] {
  return addressedBlocks(stack)
    .filter((resource) => resource.kind === "resource" && resource.type === type)
    .map(({ block }) => block);
}

/**
 * The one resource of a type.
 *
 * @throws Error when there is none, or another one
 */
export function resourceOf(stack: StackJson, type: string): Block {
  const [resource, ...others] = resourcesOf(stack, type);
  if (resource === undefined || others.length > 0) {
    throw new Error(
      `expected one ${type}, got ${addressedBlocks(stack)
        .map(({ address }) => address)
        .join(", ")}`,
    );
  }
  return resource;
}

/** A text somewhere below a value, and where. */
export interface Text {
  readonly path: readonly string[];
  readonly text: string;
}

/** Every text below a value; keys are part of the paths. */
export function textsOf(value: unknown, path: readonly string[] = []): readonly Text[] {
  if (typeof value === "string") return [{ path, text: value }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => textsOf(child, [...path, key]));
}
