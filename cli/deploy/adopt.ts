import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Adoption, namespaceOf } from "./adoptions";
import type { ClusterClient } from "./cluster";
import { withEntries } from "./state-entries";
import type { Terraform } from "./terraform";

/** Where the blocks with what is to be imported are, beside the stack that CDKTF has written. */
const IMPORTS = "deploy-imports.tf.json";

/** What adopting works on. */
export interface AdoptionTools {
  /** @default - the stack has nothing in a cluster */
  readonly cluster?: ClusterClient | undefined;
  readonly terraform: Terraform;
  readonly folder: string;
}

async function mend(adoptions: readonly Adoption[], { cluster, terraform }: AdoptionTools): Promise<void> {
  for (const { change, interrupted, known } of adoptions) {
    if (known) await terraform.forget(change.address);
    if (!interrupted) continue;
    const description = `Interrupted (${interrupted.status}); marked as failed by the deployment that came next`;
    await cluster!.failRevision(namespaceOf(change), interrupted, description);
  }
}

/**
 * Secrets are not imported: an import reads their values into plan and state, where they stay for ever. The state gets
 * an entry with the id alone, which the provider completes without reading the values.
 */
async function noteSecrets(adoptions: readonly Adoption[], terraform: Terraform): Promise<void> {
  const entries = adoptions.flatMap(({ change, secretRevision }) => {
    if (secretRevision === undefined) return [];
    const attributes = { id: `${namespaceOf(change)}/${change.object!.name}`, data_wo_revision: secretRevision };
    return { ...change.entry, type: change.type, attributes };
  });
  if (entries.length > 0) await terraform.pushState(withEntries(await terraform.pullState(), entries));
}

/**
 * Readies what was found, so that the next plan and apply take it over.
 *
 * Import blocks, rather than `terraform import`, make adopting a part of the plan: one look at the cluster for all of
 * them, and nothing in the state before it is applied. https://developer.hashicorp.com/terraform/language/import
 */
export async function adopt(adoptions: readonly Adoption[], tools: AdoptionTools): Promise<void> {
  await mend(adoptions, tools);
  await noteSecrets(adoptions, tools.terraform);
  const blocks = adoptions.flatMap(({ change, importId }) =>
    importId === undefined ? [] : { to: change.address, id: importId },
  );
  if (blocks.length > 0) writeFileSync(join(tools.folder, IMPORTS), JSON.stringify({ import: blocks }, undefined, 2));
}

/** Takes what was found into the state at once, for a plan that destroys: that one ignores import blocks. */
export async function adoptNow(adoptions: readonly Adoption[], tools: AdoptionTools): Promise<void> {
  await mend(adoptions, tools);
  await noteSecrets(adoptions, tools.terraform);
  for (const { change, importId } of adoptions) {
    if (importId !== undefined) await tools.terraform.import(change.address, importId);
  }
}

/** Removes what {@link adopt} has written for Terraform. */
export function forgetImports(folder: string): void {
  rmSync(join(folder, IMPORTS), { force: true });
}
