import { Id } from "@cdktf/provider-random/lib/id";
import { LocalBackend, TerraformOutput, TerraformStack } from "cdktf";
import { randomProvider } from "../../constructs/shared/providers";
import { crossed } from "../../stacks/crossed";
import { synthApp } from "../support/synth";

interface Outputs {
  readonly host: string;
  readonly port: number;
  readonly nested: Readonly<Record<string, string>>;
}

/** What a consumer sees of a producer's suffix and of literals. */
function consumer() {
  const { stacks } = synthApp((app) => {
    const producer = new TerraformStack(app, "producer");
    new LocalBackend(producer, { path: "producer.tfstate" });
    randomProvider(producer);
    const suffix = new Id(producer, "suffix", { byteLength: 4 });
    const outputs: Outputs = {
      host: suffix.hex,
      port: suffix.byteLength,
      nested: { name: suffix.dec, literal: "pods" },
    };

    const stack = new TerraformStack(app, "consumer");
    new LocalBackend(stack, { path: "consumer.tfstate" });
    const seen = crossed(stack, "producer", outputs);
    new TerraformOutput(stack, "seen", { value: { ...seen }, staticId: true });
  });
  return stacks["consumer"]!;
}

test("each value that another stack puts out has one local, and is used through it", () => {
  // GIVEN
  const { locals, output } = consumer();

  // THEN
  expect(Object.keys(locals!)).toHaveLength(3);
  for (const value of Object.values(locals!)) expect(value).toContain("data.terraform_remote_state.");
  expect(output!["seen"]!["value"]).toEqual({
    host: expect.stringMatching(/^\$\{local\.\w+host\w*\}$/) as string,
    port: expect.stringMatching(/^\$\{local\.\w+port\w*\}$/) as string,
    nested: { name: expect.stringMatching(/^\$\{local\.\w+name\w*\}$/) as string, literal: "pods" },
  });
});

test("what is known already stays as it is, and has no local", () => {
  expect(JSON.stringify(consumer().locals)).not.toContain("pods");
});
