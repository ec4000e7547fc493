import { referencesIn, type Reference } from "./expressions";
import type { StackJson, SynthesizedStack } from "./stack-json";
import { referencesOf, textsIn } from "./texts";

/** A resource that a value comes from in the end. */
export interface Origin {
  readonly stack: string;
  readonly address: string;
  /** What follows the address, such as `metadata[0].name`; empty for the whole of it. */
  readonly attribute: string;
}

/** A value of another stack that a stack reads. */
export interface Read {
  readonly producer: string;
  /** Output of the producer. */
  readonly output: string;
}

const REMOTE_STATE = /^data\.terraform_remote_state\.cross_stack_reference_input_(\w+)$/;

function blockAt({ data, ephemeral }: StackJson, address: string): Readonly<Record<string, unknown>> | undefined {
  const [kind, type, id] = address.split(".");
  return { data, ephemeral }[kind as "data" | "ephemeral"]?.[type!]?.[id!];
}

/** Follows references through locals, data sources, ephemeral resources and the outputs of other stacks. */
export class Origins {
  private readonly stacks: ReadonlyMap<string, StackJson>;

  constructor(stacks: readonly SynthesizedStack[]) {
    this.stacks = new Map(stacks.map(({ id, json }) => [id, json]));
  }

  /** The value of another stack that a reference reads directly, or nothing. */
  readOf({ address, attribute }: Reference): Read | undefined {
    const producer = REMOTE_STATE.exec(address)?.[1];
    return producer === undefined ? undefined : { producer, output: attribute.replace(/^outputs\.(\w+).*$/, "$1") };
  }

  /** The values of other stacks that a reference reads in the end. */
  readsOf(stack: string, reference: Reference): readonly Read[] {
    const read = this.readOf(reference);
    return read ? [read] : this.behind(stack, reference).flatMap((next) => this.readsOf(stack, next));
  }

  /** The resources that a reference comes from, in whatever stack. */
  of(stack: string, reference: Reference): readonly Origin[] {
    const read = this.readOf(reference);
    if (read) {
      const value = this.stacks.get(read.producer)?.output?.[read.output]?.value;
      return textsIn(value).flatMap((text) => referencesIn(text).flatMap((next) => this.of(read.producer, next)));
    }
    const [type, id] = reference.address.split(".");
    if (this.stacks.get(stack)?.resource?.[type!]?.[id!]) return [{ stack, ...reference }];
    return this.behind(stack, reference).flatMap((next) => this.of(stack, next));
  }

  /** What a local, a data source or an ephemeral resource is made from. */
  private behind(stack: string, { address }: Reference): readonly Reference[] {
    const json = this.stacks.get(stack)!;
    if (address.startsWith("local.")) {
      return textsIn(json.locals?.[address.slice("local.".length)]).flatMap(referencesIn);
    }
    const block = blockAt(json, address);
    return block ? referencesOf(block) : [];
  }
}
