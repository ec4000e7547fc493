import type { Origin, Origins } from "./origins";
import type { SynthesizedStack } from "./stack-json";
import { referencesOf, textsIn } from "./texts";
import { referencesIn } from "./expressions";

/** A value that one stack reads from another. */
export interface Crossing {
  readonly producer: string;
  readonly consumer: string;
  /** The consumer's name for it, such as `redis_host`. */
  readonly name: string;
  /** What it comes from. */
  readonly origins: readonly Origin[];
  /** Addresses of the resources that use it, and `provider.kubernetes` for the configuration of a provider. */
  readonly readers: readonly string[];
}

const unique = (values: readonly string[]): readonly string[] => [...new Set(values)].sort();

/** `data.redis_host` for each output of another stack that the consumer gives a name of its own. */
function namesOf({ json }: SynthesizedStack, origins: Origins): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(json.locals ?? {}).flatMap(([local, value]) => {
      const read = textsIn(value)
        .flatMap(referencesIn)
        .map((reference) => origins.readOf(reference))
        .find(Boolean);
      if (!read) return [];
      const prefix = `${read.producer}_`;
      return [[`${read.producer}.${read.output}`, local.startsWith(prefix) ? local.slice(prefix.length) : local]];
    }),
  );
}

/** Everything in a stack that may read: its resources, and the configuration of its providers. */
function readersOf({ json }: SynthesizedStack): readonly (readonly [string, Readonly<Record<string, unknown>>])[] {
  const resources = Object.entries(json.resource ?? {}).flatMap(([type, blocks]) =>
    Object.entries(blocks).map(([id, block]) => [`${type}.${id}`, block] as const),
  );
  const providers = Object.entries(json.provider ?? {}).map(
    ([name, blocks]) => [`provider.${name}`, { blocks }] as const,
  );
  return [...resources, ...providers];
}

/** What a stack reads from the others, in the order of the producers and names. */
export function crossingsInto(consumer: SynthesizedStack, origins: Origins): readonly Crossing[] {
  const names = namesOf(consumer, origins);
  const readers = new Map<string, string[]>();
  const sources = new Map<string, Pick<Crossing, "producer" | "origins"> & { readonly output: string }>();
  for (const [address, block] of readersOf(consumer)) {
    for (const reference of referencesOf(block)) {
      for (const { producer, output } of origins.readsOf(consumer.id, reference)) {
        const key = `${producer}.${output}`;
        readers.set(key, [...(readers.get(key) ?? []), address]);
        if (sources.has(key)) continue;
        const remote = `data.terraform_remote_state.cross_stack_reference_input_${producer}`;
        const from = origins.of(consumer.id, { address: remote, attribute: `outputs.${output}` });
        sources.set(key, { producer, output, origins: from });
      }
    }
  }
  return [...sources]
    .map(([key, { producer, output, origins: from }]): Crossing => {
      const name = names.get(key) ?? output.replace(/^cross_stack_output_/, "");
      return { producer, consumer: consumer.id, name, origins: from, readers: unique(readers.get(key)!) };
    })
    .sort((a, b) => a.producer.localeCompare(b.producer) || a.name.localeCompare(b.name));
}
