import { LocalBackend, TerraformStack } from "cdktf";
import { googleProvider, helmProvider, kubernetesProvider, randomProvider } from "../../constructs/shared/providers";
import { type StackJson, synthApp } from "./synth";

/** What `build` makes in a stack that has the providers and nothing else. */
export function synthConstruct(build: (stack: TerraformStack) => void): StackJson {
  const { stacks } = synthApp((app) => {
    const stack = new TerraformStack(app, "stack");
    // Without one, CDKTF writes a path of this machine.
    new LocalBackend(stack, { path: "terraform.tfstate" });
    googleProvider(stack, {});
    helmProvider(stack, {});
    kubernetesProvider(stack, {});
    randomProvider(stack);
    build(stack);
  });
  return stacks["stack"]!;
}
