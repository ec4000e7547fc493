import { missing } from "./install-hints";
import { isInstalled } from "./tool";

/** Terraform, or what takes its place, has to be there. CDKTF knows the same variable. */
export function requireTerraform(env: NodeJS.ProcessEnv): void {
  const binary = env.TERRAFORM_BINARY_NAME || "terraform";
  if (!isInstalled(binary, env)) throw missing(binary === "tofu" ? "tofu" : "terraform", "deploy the stacks");
}
