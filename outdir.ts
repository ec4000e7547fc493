import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Readies the folder that is synthesized into for an environment. Terraform notes in each stack's `.terraform` where the
 * state is; after another environment it would stop there, or offer to copy one environment's state over the other's
 * (`init -migrate-state`). So its notes are thrown away when the environment has changed; the next `init` makes new ones.
 */
export function enterOutdir(outdir: string, environment: string): void {
  const marker = join(outdir, "environment");
  const previous = existsSync(marker) ? readFileSync(marker, "utf8") : undefined;
  if (previous === environment) return;
  const stacks = join(outdir, "stacks");
  for (const stack of existsSync(stacks) ? readdirSync(stacks) : []) {
    for (const note of ["terraform.tfstate", "environment"])
      rmSync(join(stacks, stack, ".terraform", note), { force: true });
  }
  mkdirSync(outdir, { recursive: true });
  writeFileSync(marker, environment);
}
