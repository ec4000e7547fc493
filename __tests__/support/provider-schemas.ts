import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PROVIDER_VERSIONS } from "../../constructs/shared/providers";

/** A type in Terraform's own notation: `"string"`, `["list", "string"]`, `["object", {…}]`. */
export type ValueType =
  | string
  | readonly ["list" | "set" | "map", ValueType]
  | readonly ["object", Readonly<Record<string, ValueType>>];

/** An argument, or an attribute that can only be read. */
export interface AttributeSchema {
  readonly type?: ValueType;
  readonly nested_type?: { readonly nesting_mode: NestingMode; readonly attributes: Attributes };
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
  readonly sensitive?: boolean;
  readonly write_only?: boolean;
  readonly deprecated?: boolean;
}

export type Attributes = Readonly<Record<string, AttributeSchema>>;

export type NestingMode = "single" | "group" | "list" | "set" | "map";

/** What may stand in a block. */
export interface BlockSchema {
  readonly attributes?: Attributes;
  readonly block_types?: Readonly<Record<string, NestedBlock>>;
  readonly deprecated?: boolean;
}

/** A block within a block. */
export interface NestedBlock {
  readonly nesting_mode: NestingMode;
  readonly block: BlockSchema;
  readonly min_items?: number;
  readonly max_items?: number;
}

/** The schemas of one provider, or of all of them together, by what they describe. */
export interface Schemas {
  readonly provider: Readonly<Record<string, BlockSchema>>;
  readonly resource: Readonly<Record<string, BlockSchema>>;
  readonly data: Readonly<Record<string, BlockSchema>>;
  readonly ephemeral: Readonly<Record<string, BlockSchema>>;
}

export const SCHEMAS_FOLDER = join(__dirname, "..", "schemas");

/** What to do when a schema is missing. */
export const UPDATE_SCHEMAS = "run scripts/update-schemas.ts, whose first lines say how";

const ANYTHING: AttributeSchema = { type: "dynamic", optional: true };

/** Terraform's own provider, whose schemas no command prints. */
const BUILT_IN: Schemas = {
  provider: {},
  resource: { terraform_data: { attributes: { input: ANYTHING, triggers_replace: ANYTHING } } },
  data: {
    terraform_remote_state: {
      attributes: {
        backend: { type: "string", required: true },
        config: ANYTHING,
        defaults: ANYTHING,
        workspace: { type: "string", optional: true },
      },
    },
  },
  ephemeral: {},
};

/** The file of a provider's schemas at the version that every stack requires. */
export function schemaFile(provider: keyof typeof PROVIDER_VERSIONS): string {
  return `${provider}-${PROVIDER_VERSIONS[provider]}.json`;
}

function read(provider: keyof typeof PROVIDER_VERSIONS): Schemas {
  const file = join(SCHEMAS_FOLDER, schemaFile(provider));
  if (!existsSync(file)) throw new Error(`${file} is missing; ${UPDATE_SCHEMAS}`);
  return JSON.parse(readFileSync(file, "utf8")) as Schemas;
}

/** The schemas of all providers, at exactly the versions that the stacks require. */
export function loadSchemas(): Schemas {
  const providers = Object.keys(PROVIDER_VERSIONS) as (keyof typeof PROVIDER_VERSIONS)[];
  const all = [BUILT_IN, ...providers.map(read)];
  const together = (kind: keyof Schemas) =>
    Object.assign({}, ...all.map((schemas) => schemas[kind])) as Readonly<Record<string, BlockSchema>>;
  return {
    provider: together("provider"),
    resource: together("resource"),
    data: together("data"),
    ephemeral: together("ephemeral"),
  };
}
