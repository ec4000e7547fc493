// Writes __tests__/schemas anew: what the providers accept, at the versions of PROVIDER_VERSIONS, cut down to the types
// that this project uses. After a change of a version, or with a type that is new here:
//
//   npm run synth
//   for stack in network data cluster workloads observability; do
//     terraform -chdir=cdktf.out/stacks/$stack init -backend=false
//     terraform -chdir=cdktf.out/stacks/$stack providers schema -json > /tmp/$stack.json
//   done
//   node -r ts-node/register scripts/update-schemas.ts /tmp/{network,data,cluster,workloads,observability}.json
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { addressedBlocks } from "../__tests__/support/blocks";
import { type BlockSchema, schemaFile, type Schemas, SCHEMAS_FOLDER } from "../__tests__/support/provider-schemas";
import { SUBJECTS } from "../__tests__/support/variants";
import { PROVIDER_VERSIONS } from "../constructs/shared/providers";

type Provider = keyof typeof PROVIDER_VERSIONS;
type Types = Readonly<Record<string, { readonly block: BlockSchema }>>;

/** Terraform's own notation. */
interface Printed {
  readonly provider_schemas: Readonly<
    Record<
      string,
      {
        readonly provider: { readonly block: BlockSchema };
        readonly resource_schemas?: Types;
        readonly data_source_schemas?: Types;
        readonly ephemeral_resource_schemas?: Types;
      }
    >
  >;
}

/** What is for people, and what only a provider's upgrade reads. */
const DROPPED = ["description", "description_kind", "version"];

function trimmed<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(trimmed) as Value;
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([key, child]) => !(DROPPED.includes(key) && typeof child !== "object"));
  return Object.fromEntries(entries.map(([key, child]) => [key, trimmed(child as unknown)])) as Value;
}

/** One argument a line, so that a diff of two versions can be read. */
function pretty(value: unknown, indent = ""): string {
  const entries = Object.entries(value as object);
  const isFlat = entries.every(([key, child]) => key === "type" || typeof child !== "object");
  if (isFlat) return JSON.stringify(value);
  const deeper = `${indent} `;
  const lines = entries.map(([key, child]) => `${deeper}${JSON.stringify(key)}: ${pretty(child, deeper)}`);
  return `{\n${lines.join(",\n")}\n${indent}}`;
}

function readPrinted(path: string): Printed {
  const content = readFileSync(path);
  return JSON.parse((path.endsWith(".gz") ? gunzipSync(content) : content).toString()) as Printed;
}

const synthesized = Object.values(SUBJECTS).flatMap((synth) => Object.values(synth().stacks));
const used = new Set(synthesized.flatMap(addressedBlocks).map(({ kind, type }) => `${kind}.${type}`));

function picked(kind: keyof Schemas, types: Types = {}): Readonly<Record<string, BlockSchema>> {
  const names = Object.keys(types).filter((type) => used.has(`${kind}.${type}`));
  return Object.fromEntries(names.sort().map((type) => [type, trimmed(types[type]!.block)]));
}

for (const { provider_schemas: providers } of process.argv.slice(2).map(readPrinted)) {
  for (const [source, printed] of Object.entries(providers)) {
    const provider = source.split("/").at(-1) as Provider;
    if (!(provider in PROVIDER_VERSIONS)) continue;
    const schemas: Schemas = {
      provider: { [provider]: trimmed(printed.provider.block) },
      resource: picked("resource", printed.resource_schemas),
      data: picked("data", printed.data_source_schemas),
      ephemeral: picked("ephemeral", printed.ephemeral_resource_schemas),
    };
    for (const file of readdirSync(SCHEMAS_FOLDER).filter((name) => name.startsWith(`${provider}-`))) {
      rmSync(join(SCHEMAS_FOLDER, file));
    }
    writeFileSync(join(SCHEMAS_FOLDER, schemaFile(provider)), `${pretty(schemas)}\n`);
    console.log(`${schemaFile(provider)} is written.`);
  }
}
