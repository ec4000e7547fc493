import { type Crossing, crossingsInto } from "./crossings";
import { Origins } from "./origins";
import { type Resource, resourcesOf } from "./resources";
import { type OutputJson, readSynthesized, type SynthesizedStack } from "./stack-json";
import { referencesOf } from "./texts";

/** One resource that uses another one. */
export interface Use {
  /** `stack/address` of the one that is made first. */
  readonly from: string;
  /** `stack/address` of the one that uses it. */
  readonly to: string;
  /** What it uses of it; empty where it only comes after it. */
  readonly attribute: string;
}

/** An output of a stack that is for people and CI. */
export interface Published extends OutputJson {
  readonly name: string;
}

/** A stack as the report shows it. */
export interface Stack {
  readonly id: string;
  readonly dependencies: readonly string[];
  readonly resources: readonly Resource[];
  readonly published: readonly Published[];
}

/** All that was synthesized for an environment, as the report shows it. */
export interface Architecture {
  /** In the order in which they are deployed. */
  readonly stacks: readonly Stack[];
  readonly uses: readonly Use[];
  readonly crossings: readonly Crossing[];
}

const CROSSING = "cross_stack_output_";

/** How a resource is called where there are several stacks. */
export function keyOf({ stack, address }: Pick<Resource, "stack" | "address">): string {
  return `${stack}/${address}`;
}

function usesIn(resources: readonly Resource[], origins: Origins): readonly Use[] {
  const uses = new Map<string, Use>();
  for (const resource of resources) {
    const to = keyOf(resource);
    for (const reference of referencesOf(resource.arguments)) {
      for (const origin of origins.of(resource.stack, reference)) {
        const from = keyOf(origin);
        if (from !== to) uses.set(`${from} ${to} ${origin.attribute}`, { from, to, attribute: origin.attribute });
      }
    }
  }
  return [...uses.values()];
}

function stackOf({ id, dependencies, json }: SynthesizedStack): Stack {
  const published = Object.entries(json.output ?? {})
    .filter(([name]) => !name.startsWith(CROSSING))
    .map(([name, output]) => ({ name, ...output }));
  return { id, dependencies, resources: resourcesOf(id, json), published };
}

/** The architecture of what is synthesized in a folder. */
export function readArchitecture(outdir: string): Architecture {
  const synthesized = readSynthesized(outdir);
  const origins = new Origins(synthesized);
  const stacks = synthesized.map(stackOf);
  return {
    stacks,
    uses: stacks.flatMap(({ resources }) => usesIn(resources, origins)),
    crossings: synthesized.flatMap((stack) => crossingsInto(stack, origins)),
  };
}
