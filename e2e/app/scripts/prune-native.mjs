import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

/** What Temporal calls the platforms that an image can be for. */
const LINUX = { x64: "x86_64-unknown-linux-gnu", arm64: "aarch64-unknown-linux-gnu" };

/** Removes Temporal's native part for every platform but Linux on this processor: each is some 28 MB. */
export function pruneNative(directory) {
  const kept = LINUX[process.arch];
  if (!kept) throw new Error(`Temporal has no native part for Linux on ${process.arch}`);
  const releases = join(directory, "node_modules/@temporalio/core-bridge/releases");
  for (const platform of readdirSync(releases)) {
    if (platform !== kept) rmSync(join(releases, platform), { recursive: true });
  }
}
