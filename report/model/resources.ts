import { bearsData } from "../../cli/deploy/summary";
import { type Arguments, at } from "../../policies/policy";
import { protectionsOf } from "./protections";
import type { StackJson } from "./stack-json";
import { knownPart } from "./texts";

/** A resource of a stack, without any value but its name. */
export interface Resource {
  readonly stack: string;
  /** `type.id` */
  readonly address: string;
  readonly type: string;
  /** Name that it gets outside of Terraform. @default - only known after the apply, or it has none */
  readonly name?: string | undefined;
  /** Whether it holds data that is lost with it. */
  readonly bearsData: boolean;
  /** What keeps it, or what it holds, from being lost. */
  readonly protections: readonly string[];
  /** Ids of the constructs that it is in, from the stack down. */
  readonly constructs: readonly string[];
  /** For sections that show a chosen few; never as a whole, since secrets' names and texts of people are in there too. */
  readonly arguments: Arguments;
}

/** Where a resource says its name, the most telling first. */
const NAMES = [
  "metadata.name",
  "display_name",
  "secret_id",
  "repository_id",
  "account_id",
  "service",
  "name",
  "role",
  "slo_id",
  "bucket_id",
] as const;

function nameOf(resource: Arguments): string | undefined {
  for (const path of NAMES) {
    const name = at(resource, path);
    const known = typeof name === "string" ? knownPart(name) : undefined;
    if (known !== undefined) return known;
  }
  return undefined;
}

/** CDKTF notes in a remark, which Terraform does not read, where a resource is in the code. */
function constructsOf(resource: Arguments): readonly string[] {
  const path = (resource["//"] as { metadata?: { path?: string } } | undefined)?.metadata?.path;
  return path?.split("/").slice(0, -1) ?? [];
}

/** The resources of a stack in alphabetical order of their addresses. */
export function resourcesOf(stack: string, { resource: types = {} }: StackJson): readonly Resource[] {
  const all = Object.entries(types).flatMap(([type, blocks]) =>
    Object.entries(blocks).map(([id, block]): Resource => {
      const name = nameOf(block);
      return {
        stack,
        address: `${type}.${id}`,
        type,
        name,
        bearsData: bearsData({ type, object: name === undefined ? undefined : { name } }),
        protections: protectionsOf(block),
        constructs: constructsOf(block),
        arguments: block,
      };
    }),
  );
  return all.sort((a, b) => (a.address < b.address ? -1 : 1));
}
