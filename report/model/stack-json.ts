import { readFileSync } from "node:fs";
import { join } from "node:path";
import { levels, readStacks } from "../../cli/deploy/synth";
import type { Arguments } from "../../policies/policy";

/** `{type: {id: arguments}}` */
export type Blocks = Readonly<Record<string, Readonly<Record<string, Arguments>>>>;

/** An output of a stack. */
export interface OutputJson {
  readonly value: unknown;
  readonly description?: string;
  readonly sensitive?: boolean;
}

/** What the report reads of a synthesized stack. */
export interface StackJson {
  readonly provider?: Readonly<Record<string, readonly Arguments[]>>;
  readonly resource?: Blocks;
  readonly data?: Blocks;
  readonly ephemeral?: Blocks;
  readonly locals?: Readonly<Record<string, unknown>>;
  readonly output?: Readonly<Record<string, OutputJson>>;
}

/** A synthesized stack with its name and those that are deployed before it. */
export interface SynthesizedStack {
  readonly id: string;
  readonly dependencies: readonly string[];
  readonly json: StackJson;
}

/** The stacks that CDKTF has synthesized into a folder, in the order in which they are deployed. */
export function readSynthesized(outdir: string): readonly SynthesizedStack[] {
  return levels(readStacks(outdir))
    .flatMap((level) => [...level].sort((a, b) => b.id.localeCompare(a.id)))
    .map(({ id, folder, dependencies }) => {
      const text = readFileSync(join(folder, "cdk.tf.json"), "utf8");
      return { id, dependencies: [...dependencies].sort(), json: JSON.parse(text) as StackJson };
    });
}
