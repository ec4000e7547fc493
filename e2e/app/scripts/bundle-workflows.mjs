import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { bundleWorkflowCode, DefaultLogger } from "@temporalio/worker";

/** Bundles the workflows for Temporal's sandbox, so that no worker has to do it at its start. */
export async function bundleWorkflows(workflowsPath, target) {
  const { code } = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger("WARN") });
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, code);
}
