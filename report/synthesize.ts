import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { buildApp } from "../app";
import type { Environment } from "../config/schema/environment";
import type { LocalEnvironment } from "../config/schema/local";
import { withoutTokenTraces } from "../without-token-traces";
import { type Architecture, readArchitecture } from "./model/architecture";

/**
 * Synthesizes an environment into a folder of its own and reads it back. Not into cdktf.out: what Terraform has noted
 * there belongs to the environment that is being deployed.
 */
export function synthesizedArchitecture(environment: Environment | LocalEnvironment): Architecture {
  const folder = mkdtempSync(join(tmpdir(), "flowmaestro-report-"));
  try {
    const outdir = join(folder, "cdktf.out");
    withoutTokenTraces(() => {
      const app = new App({ outdir });
      buildApp(app, environment);
      app.synth();
    });
    return readArchitecture(outdir);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
