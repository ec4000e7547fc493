import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Stack } from "./synth";
import { Terraform, type TerraformOptions } from "./terraform";

/** Outputs that a stack reads of another one, as CDKTF writes it. */
const REFERENCE = /data\.terraform_remote_state\.([\w-]+)\.outputs\.(\w+)/g;
const PREFIX = "cross_stack_reference_input_";

/** Names of the outputs that a stack reads, by the stack they come from. */
function outputsRead({ folder }: Stack): ReadonlyMap<string, ReadonlySet<string>> {
  const read = new Map<string, Set<string>>();
  for (const [, source, output] of readFileSync(join(folder, "cdk.tf.json"), "utf8").matchAll(REFERENCE)) {
    const producer = source!.replace(PREFIX, "");
    read.set(producer, (read.get(producer) ?? new Set()).add(output!));
  }
  return read;
}

/**
 * Finds which producer has not put out yet what a stack reads, so that Terraform cannot plan it. A producer that was
 * applied before the stack wanted a further value counts as well.
 */
export class Producers {
  private readonly known = new Map<string, Promise<ReadonlySet<string>>>();

  constructor(
    private readonly stacks: readonly Stack[],
    private readonly options: Omit<TerraformOptions, "folder">,
  ) {}

  /** Ids of the producers that have to be applied first. */
  async missing(stack: Stack): Promise<readonly string[]> {
    const missing: string[] = [];
    for (const [id, outputs] of outputsRead(stack)) {
      const there = await this.outputsOf(id);
      if (there && [...outputs].some((output) => !there.has(output))) missing.push(id);
    }
    return missing;
  }

  private outputsOf(id: string): Promise<ReadonlySet<string>> | undefined {
    const stack = this.stacks.find((each) => each.id === id);
    if (!stack) return undefined;
    const outputs = this.known.get(id) ?? this.ask(stack);
    this.known.set(id, outputs);
    return outputs;
  }

  private async ask({ folder }: Stack): Promise<ReadonlySet<string>> {
    const terraform = new Terraform({ ...this.options, folder });
    await terraform.init();
    return terraform.outputNames();
  }
}
