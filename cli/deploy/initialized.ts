import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readStack } from "./stack-json";

const REMEMBERED = "deploy-initialized";

/** What decides on the result of `init`: backend and providers as they are asked for and as they are locked. */
function fingerprint(folder: string): string {
  const lock = join(folder, ".terraform.lock.hcl");
  const locked = existsSync(lock) ? readFileSync(lock, "utf8") : "";
  return createHash("sha256")
    .update(JSON.stringify(readStack(folder).terraform))
    .update(locked)
    .digest("hex");
}

/** `hashicorp/google` or `google` of the default registry, as a path below `.terraform/providers`. */
function providerPath(source: string): string {
  const parts = source.split("/");
  return join(...["registry.terraform.io", "hashicorp"].slice(0, Math.max(0, 3 - parts.length)), ...parts);
}

/** A provider is a folder, or a link into a mirror or cache that may be gone. */
function isInstalled(folder: string, source: string, version: string | undefined): boolean {
  const versions = join(folder, ".terraform", "providers", providerPath(source));
  if (!existsSync(versions)) return false;
  return readdirSync(versions)
    .filter((each) => version === undefined || each === version)
    .some((each) => {
      const platforms = readdirSync(join(versions, each));
      return platforms.length > 0 && platforms.every((platform) => existsSync(join(versions, each, platform)));
    });
}

/**
 * Whether `terraform init` would change nothing. It asks no registry then either, but reads every provider's program
 * for its checksum: 0.3 to 0.6 s for each stack.
 */
export function isInitialized(folder: string): boolean {
  const data = join(folder, ".terraform");
  const remembered = join(data, REMEMBERED);
  // Terraform's own note of the backend; ../../outdir.ts removes it when the environment changes.
  if (!existsSync(remembered) || !existsSync(join(data, "terraform.tfstate"))) return false;
  if (readFileSync(remembered, "utf8") !== fingerprint(folder)) return false;
  const providers = Object.values(readStack(folder).terraform.required_providers ?? {});
  return providers.every(({ source, version }) => isInstalled(folder, source, exact(version)));
}

/** A version constraint that only one version fulfils. */
function exact(constraint: string | undefined): string | undefined {
  return constraint && /^\d[\w.+-]*$/.test(constraint) ? constraint : undefined;
}

/** To be called after an `init` that succeeded. */
export function rememberInitialized(folder: string): void {
  writeFileSync(join(folder, ".terraform", REMEMBERED), fingerprint(folder));
}
