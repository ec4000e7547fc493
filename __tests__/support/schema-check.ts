import { addressedBlocks } from "./blocks";
import { soleExpression } from "./expressions";
import {
  type Attributes,
  type AttributeSchema,
  type BlockSchema,
  type NestedBlock,
  type Schemas,
  UPDATE_SCHEMAS,
  type ValueType,
} from "./provider-schemas";
import type { Block, StackJson } from "./synth";

/** Arguments that Terraform itself reads, in every block of a kind. */
const META_ARGUMENTS = {
  provider: ["alias"],
  resource: ["count", "depends_on", "for_each", "lifecycle", "provider"],
  data: ["count", "depends_on", "for_each", "lifecycle", "provider"],
  ephemeral: ["count", "depends_on", "for_each", "lifecycle", "provider"],
};

const CONDITION: NestedBlock = {
  nesting_mode: "list",
  block: {
    attributes: { condition: { type: "bool", required: true }, error_message: { type: "string", required: true } },
  },
};

const CONDITIONS: BlockSchema = { block_types: { precondition: CONDITION, postcondition: CONDITION } };

const LIFECYCLE: BlockSchema = {
  ...CONDITIONS,
  attributes: {
    create_before_destroy: { type: "bool", optional: true },
    prevent_destroy: { type: "bool", optional: true },
    ignore_changes: { type: ["list", "string"], optional: true },
    replace_triggered_by: { type: ["list", "string"], optional: true },
  },
};

/** What JavaScript calls Terraform's types. */
const PRIMITIVES: Readonly<Record<string, string>> = { string: "string", number: "number", bool: "boolean" };

type Findings = readonly string[];

function isMap(value: unknown): value is Block {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function typeName(type: ValueType): string {
  return typeof type === "string" ? type : `${type[0]}${type[0] === "object" ? "" : ` of ${typeName(type[1])}`}`;
}

function typeFindings(path: string, type: ValueType, value: unknown): Findings {
  const wrong = [`${path}: expected ${typeName(type)}, got ${JSON.stringify(value)}`];
  if (type === "dynamic" || value === null) return [];
  // What an expression gives is known to Terraform alone; with text around it, it gives text.
  if (typeof value === "string" && soleExpression(value) !== undefined) return [];
  if (typeof type === "string") return typeof value === PRIMITIVES[type] ? [] : wrong;
  if (type[0] === "list" || type[0] === "set") {
    if (!Array.isArray(value)) return wrong;
    return value.flatMap((entry, index) => typeFindings(`${path}[${index}]`, type[1], entry));
  }
  if (!isMap(value)) return wrong;
  return Object.entries(value).flatMap(([key, entry]) => {
    const own = type[0] === "object" ? type[1][key] : type[1];
    return own ? typeFindings(`${path}.${key}`, own, entry) : [`${path}.${key}: no such attribute`];
  });
}

function attributeFindings(path: string, attribute: AttributeSchema, value: unknown): Findings {
  const findings = [
    ...(attribute.deprecated ? [`${path}: deprecated`] : []),
    ...(attribute.computed && !attribute.optional ? [`${path}: can only be read`] : []),
  ];
  const { type, nested_type: nested } = attribute;
  if (!nested) return [...findings, ...typeFindings(path, type!, value)];
  const schema: BlockSchema = { attributes: nested.attributes };
  if (nested.nesting_mode === "single") {
    return [...findings, ...(isMap(value) ? blockFindings(path, schema, value) : [`${path}: expected a map`])];
  }
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return [...findings, ...entries.flatMap(([key, entry]) => blockFindings(`${path}[${key}]`, schema, entry as Block))];
}

function nestedFindings(path: string, nested: NestedBlock, value: unknown): Findings {
  const { block, nesting_mode: mode, min_items: min = 0, max_items: max = Infinity } = nested;
  const blocks = (Array.isArray(value) ? value : [value]) as unknown[];
  const most = mode === "single" || mode === "group" ? 1 : max;
  if (blocks.length < min) return [`${path}: expected at least ${min} blocks, got ${blocks.length}`];
  if (blocks.length > most) return [`${path}: expected at most ${most} blocks, got ${blocks.length}`];
  return blocks.flatMap((inner, index) => {
    const where = Array.isArray(value) ? `${path}[${index}]` : path;
    return isMap(inner) ? blockFindings(where, block, inner) : [`${where}: expected a block`];
  });
}

/** A value that no state keeps is written only when its number changes, and a number alone writes nothing. */
function writeOnlyFindings(path: string, attributes: Attributes, block: Block): Findings {
  return Object.keys(attributes).flatMap((name) => {
    const number = [`${name}_version`, `${name}_revision`].find((candidate) => candidate in attributes);
    if (!attributes[name]!.write_only || !number || name in block === number in block) return [];
    const [given, missing] = name in block ? [name, number] : [number, name];
    return [`${path}.${given}: without ${missing}`];
  });
}

function blockFindings(
  path: string,
  schema: BlockSchema,
  block: Block,
  metaArguments: readonly string[] = [],
): Findings {
  const { attributes = {}, block_types: blockTypes = {}, deprecated } = schema;
  const given = Object.entries(block).filter(([name, value]) => value !== null && !metaArguments.includes(name));
  const missing = [
    ...Object.keys(attributes).filter((name) => attributes[name]!.required),
    ...Object.keys(blockTypes).filter((name) => (blockTypes[name]!.min_items ?? 0) > 0),
  ].filter((name) => block[name] === undefined || block[name] === null);
  return [
    ...(deprecated ? [`${path}: deprecated`] : []),
    ...missing.map((name) => `${path}.${name}: missing`),
    ...writeOnlyFindings(path, attributes, block),
    ...given.flatMap(([name, value]) => {
      const where = `${path}.${name}`;
      const [attribute, nested] = [attributes[name], blockTypes[name]];
      if (attribute) return attributeFindings(where, attribute, value);
      return nested ? nestedFindings(where, nested, value) : [`${where}: no such argument`];
    }),
  ];
}

/** Whether there is something at a path such as `settings[0].disk_size`. */
function exists(schema: BlockSchema, path: string): boolean {
  const [name, ...rest] = path.replace(/\[\d+\]/g, "").split(".");
  const nested = schema.block_types?.[name!]?.block;
  if (rest.length === 0) return nested !== undefined || schema.attributes?.[name!] !== undefined;
  return nested ? exists(nested, rest.join(".")) : schema.attributes?.[name!] !== undefined;
}

function lifecycleFindings(address: string, schema: BlockSchema, lifecycle: unknown, allowed: BlockSchema): Findings {
  if (!isMap(lifecycle)) return [];
  const { ignore_changes: ignored } = lifecycle;
  const paths = Array.isArray(ignored) ? (ignored as string[]) : [];
  return [
    ...blockFindings(`${address}.lifecycle`, allowed, lifecycle),
    ...paths
      .filter((path) => !exists(schema, path))
      .map((path) => `${address}.lifecycle.ignore_changes: no such attribute ${path}`),
  ];
}

/**
 * What the providers, at exactly the versions of `schemas`, would say against a stack before they ask Google or
 * Kubernetes anything. Stricter than Terraform in one thing: "5" is no number and 5 no text.
 */
export function schemaFindings(stack: StackJson, schemas: Schemas): Findings {
  const blocks = addressedBlocks(stack).flatMap(({ kind, type, address, block }) => {
    const schema = schemas[kind][type];
    if (!schema) return [`${address}: ${type} is not in __tests__/schemas; ${UPDATE_SCHEMAS}`];
    const lifecycle = kind === "resource" ? LIFECYCLE : CONDITIONS;
    return [
      ...blockFindings(address, schema, block, META_ARGUMENTS[kind]),
      ...lifecycleFindings(address, schema, block["lifecycle"], lifecycle),
    ];
  });
  const providers = Object.entries(stack.provider).flatMap(([name, configurations]) => {
    const schema = schemas.provider[name];
    if (!schema) return [`provider.${name}: is not in __tests__/schemas; ${UPDATE_SCHEMAS}`];
    return configurations.flatMap((block) => blockFindings(`provider.${name}`, schema, block, META_ARGUMENTS.provider));
  });
  return [...blocks, ...providers];
}

/** The schema of an argument, which may be in a block such as `sensitive_labels`. */
function argumentSchema(block: BlockSchema | undefined, path: readonly string[]): AttributeSchema | undefined {
  const [key = "", ...rest] = path;
  const attribute = block?.attributes?.[key];
  if (attribute) return attribute;
  // Blocks may be lists.
  const inner = /^\d+$/.test(rest[0] ?? "") ? rest.slice(1) : rest;
  return block?.block_types?.[key] && argumentSchema(block.block_types[key].block, inner);
}

/** Whether the value of the argument at a path is kept in neither plan nor state. */
export function isWriteOnly({ resource }: Schemas, type: string, path: readonly string[]): boolean {
  return argumentSchema(resource[type], path)?.write_only === true;
}

/** Whether the value of the argument at a path would be kept in the state, though it is a secret. */
export function isKeptSecret(
  schemas: Schemas,
  kind: "resource" | "data" | "ephemeral",
  type: string,
  path: readonly string[],
): boolean {
  const schema = argumentSchema(schemas[kind][type], path);
  return schema?.sensitive === true && schema.write_only !== true;
}
