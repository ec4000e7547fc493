#!/usr/bin/env node
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

// Node before 20.19 cannot load what the bundle needs, and would say so with a stack trace.
const [major, minor] = process.versions.node.split(".").map(Number);
const bundle = new URL("../../../dist/fmctl.mjs", import.meta.url);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`fmctl: got Node.js ${process.versions.node}, expected 20.19 or newer; install it: https://nodejs.org`);
  process.exitCode = 1;
} else if (existsSync(bundle)) {
  await import(bundle.href);
} else {
  const project = fileURLToPath(new URL("../../..", import.meta.url));
  console.error(`fmctl is not built: run \`npm run build\` in ${project}`);
  process.exitCode = 1;
}
