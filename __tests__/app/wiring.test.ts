import { addressedBlocks, textsOf } from "../support/blocks";
import { referredTo } from "../support/dependencies";
import { referencesIn } from "../support/expressions";
import { type Attributes, type AttributeSchema, type BlockSchema, loadSchemas } from "../support/provider-schemas";
import type { StackJson } from "../support/synth";
import { originsOf, outputName, producerOf } from "../support/trace";
import { CLOUD, SUBJECTS, subjectStacks } from "../support/variants";

const SCHEMAS = loadSchemas();
const CROSSING = "cross_stack_output_";

/** Everything in a stack that can be referred to. */
function addressesOf(stack: StackJson): readonly string[] {
  return [
    ...addressedBlocks(stack).map(({ address }) => address),
    ...Object.keys(stack.locals ?? {}).map((name) => `local.${name}`),
    ...Object.keys(stack.variable ?? {}).map((name) => `var.${name}`),
  ];
}

/** The schema of an attribute such as `settings[0].tier` of a resource. */
function attributeSchema(address: string, attribute: string): AttributeSchema | undefined {
  let block: BlockSchema | undefined = SCHEMAS.resource[address.split(".")[0]!];
  const names = attribute.replace(/\[[^\]]*\]/g, "").split(".");
  for (const [index, name] of names.entries()) {
    const attributes: Attributes | undefined = block?.attributes;
    if (attributes?.[name]) return index === names.length - 1 || attributes[name].type ? attributes[name] : undefined;
    block = block?.block_types?.[name]?.block;
  }
  return undefined;
}

test.each(Object.keys(CLOUD))("%s: the stacks depend on each other as they are drawn", (subject) => {
  expect(SUBJECTS[subject]!().dependencies).toEqual({
    network: [],
    data: ["network"],
    cluster: ["network"],
    workloads: ["cluster", "data", "network"],
    observability: ["cluster", "data", "network", "workloads"],
  });
});

test("local: the workloads depend on the data", () => {
  expect(SUBJECTS["local"]!().dependencies).toEqual({ data: [], workloads: ["data"] });
});

describe.each(subjectStacks())("$subject: the stack $name", ({ subject, name, stack }) => {
  const synthesized = SUBJECTS[subject]!;
  const others = (other: string) => synthesized().stacks[other]!;

  test("refers to nothing that it does not have", () => {
    // GIVEN
    const addresses = addressesOf(stack);
    const dependsOn = addressedBlocks(stack).flatMap(
      ({ block }) => (block["depends_on"] as string[] | undefined) ?? [],
    );

    // WHEN
    const dangling = [...referredTo(stack), ...dependsOn].filter((address) => !addresses.includes(address));

    // THEN
    expect(dangling).toEqual([]);
  });

  test("reads only what another one puts out, and from where that one keeps its state", () => {
    // GIVEN
    const states = addressedBlocks(stack).filter(({ type }) => type === "terraform_remote_state");
    const reads = textsOf(stack)
      .flatMap(({ text }) => referencesIn(text))
      .filter(({ address }) => producerOf(address));

    // THEN
    for (const { address, attribute } of reads) {
      expect(Object.keys(others(producerOf(address)!).output!)).toContain(outputName(attribute));
    }
    for (const { address, block } of states) {
      expect(others(producerOf(address)!).terraform["backend"]).toEqual({
        [block["backend"] as string]: block["config"],
      });
    }
  });

  test("tells other stacks one value at a time, none of them secret", () => {
    // GIVEN
    const crossing = Object.entries(stack.output ?? {}).filter(([output]) => output.startsWith(CROSSING));

    // WHEN
    const origins = crossing.flatMap(([, { value }]) => originsOf(synthesized(), name, value as string));

    // THEN
    expect(origins).toHaveLength(crossing.length);
    for (const origin of origins) {
      const [, type = "", id = "", attribute = ""] = /^\w+\/(\w+)\.(\w+)\.(.+)$/.exec(origin) ?? [];
      const schema = attributeSchema(`${type}.${id}`, attribute);
      // The provider hides the certificates with the rest of what is about TLS, but they are public.
      if (attribute === "server_ca_cert[*].cert") continue;
      expect([origin, schema?.type, schema?.sensitive]).toEqual([
        origin,
        expect.stringMatching(/^(string|number)$/),
        undefined,
      ]);
    }
  });

  test("describes what it publishes for people, none of it secret", () => {
    // GIVEN
    const published = Object.entries(stack.output ?? {}).filter(([output]) => !output.startsWith(CROSSING));

    // THEN
    expect(published).not.toEqual([]);
    for (const [output, { value, description, sensitive }] of published) {
      const references = textsOf(value).flatMap(({ text }) => referencesIn(text));
      const secret = references.filter(({ address, attribute }) => attributeSchema(address, attribute)?.sensitive);
      expect([output, description, sensitive]).toEqual([output, expect.stringMatching(/\S/), undefined]);
      expect(secret).toEqual([]);
    }
  });

  test("puts out nothing that is ephemeral", () => {
    expect(referredTo(stack.output).filter((address) => address.startsWith("ephemeral."))).toEqual([]);
  });
});
