import { referencesIn, soleExpression } from "./expressions";
import type { Synthesized } from "./synth";

const REMOTE_STATE = /^data\.terraform_remote_state\.cross_stack_reference_input_(\w+)$/;

/** The stack whose state a data source reads. */
export function producerOf(address: string): string | undefined {
  return REMOTE_STATE.exec(address)?.[1];
}

/** The name of the output that an attribute of a remote state is. */
export function outputName(attribute: string): string {
  return attribute.replace(/^outputs\./, "");
}

/**
 * What a template's values are made from in the end, through locals and the outputs of other stacks, each with the stack
 * that it is in: `data/google_redis_instance.redis.host`.
 */
export function originsOf(synthesized: Synthesized, stackName: string, template: string): readonly string[] {
  const stack = synthesized.stacks[stackName]!;
  return referencesIn(template).flatMap(({ address, attribute }) => {
    const [kind, name] = address.split(".");
    const producer = producerOf(address);
    if (kind === "local") return originsOf(synthesized, stackName, String(stack.locals?.[name!]));
    if (producer) {
      const output = synthesized.stacks[producer]?.output?.[outputName(attribute)];
      return originsOf(synthesized, producer, String(output?.["value"]));
    }
    const separator = attribute === "" || attribute.startsWith("[") ? "" : ".";
    return [`${stackName}/${address}${separator}${attribute}`];
  });
}

/** What a value is made from when it is one expression with one origin; any other value is its own origin. */
export function originOf(synthesized: Synthesized, stackName: string, value: string): string {
  const [origin, ...more] = originsOf(synthesized, stackName, value);
  return origin === undefined || more.length > 0 || soleExpression(value) === undefined ? value : origin;
}
