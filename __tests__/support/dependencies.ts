import { addressedBlocks, textsOf } from "./blocks";
import { referencesIn } from "./expressions";
import type { Block, StackJson } from "./synth";

/** Addresses that a block names in `depends_on`. */
function declared({ depends_on: dependsOn }: Block): readonly string[] {
  return Array.isArray(dependsOn) ? (dependsOn as string[]) : [];
}

/** Addresses that a value refers to. */
export function referredTo(value: unknown): readonly string[] {
  return textsOf(value).flatMap(({ text }) => referencesIn(text).map(({ address }) => address));
}

/** What Terraform waits for before it touches a block, directly and through others. */
export class Dependencies {
  private readonly direct: ReadonlyMap<string, readonly string[]>;

  constructor(stack: StackJson) {
    const blocks = addressedBlocks(stack).map(
      ({ address, block }) => [address, [...declared(block), ...referredTo(block)]] as const,
    );
    const locals = Object.entries(stack.locals ?? {}).map(
      ([name, value]) => [`local.${name}`, referredTo(value)] as const,
    );
    this.direct = new Map([...blocks, ...locals]);
  }

  /** Every address that comes before `address`, in alphabetical order. */
  before(address: string): readonly string[] {
    const found = new Set<string>();
    const visit = (current: string): void => {
      for (const next of this.direct.get(current) ?? []) {
        if (!found.has(next)) {
          found.add(next);
          visit(next);
        }
      }
    };
    visit(address);
    return [...found].sort();
  }
}
