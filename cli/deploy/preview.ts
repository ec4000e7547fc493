import { type Adoption, findAdoptions } from "./adoptions";
import type { DeployOptions } from "./deploy";
import { DeployError } from "./deploy-error";
import type { PlannedChange } from "./plan";
import { Producers } from "./producers";
import { damageOf } from "./state-file";
import { levels, type Stack } from "./synth";
import { Terraform } from "./terraform";

/** What a deployment of a stack would do. */
export type Preview =
  /** No changes when nothing would be done. */
  | { readonly kind: "planned"; readonly changes: readonly PlannedChange[]; readonly adoptions: readonly Adoption[] }
  /** It reads what another stack has not put out yet. */
  | { readonly kind: "waiting"; readonly producers: readonly string[] }
  | { readonly kind: "failed"; readonly error: DeployError };

/** What to plan, and how. */
export interface PreviewOptions extends Omit<DeployOptions, "approve"> {
  /** Every stack of the environment: those that are planned read outputs of the others. */
  readonly all: readonly Stack[];
  /** Why a stack cannot be planned although what it reads is there. @default - it can */
  readonly obstacle?: ((stack: Stack) => string | undefined) | undefined;
}

/** Plans stacks, each with what the others put out now. Nothing is changed: what could be adopted is only named. */
export async function previewStacks(options: PreviewOptions): Promise<ReadonlyMap<string, Preview>> {
  const producers = new Producers(options.all, options);
  const previews = new Map<string, Preview>();
  for (const stack of levels(options.stacks).flat()) {
    try {
      previews.set(stack.id, await preview(stack, producers, options));
    } catch (error) {
      if (!(error instanceof DeployError) || error.kind === "interrupted") throw error;
      previews.set(stack.id, { kind: "failed", error });
    }
  }
  return previews;
}

async function preview(stack: Stack, producers: Producers, options: PreviewOptions): Promise<Preview> {
  const tell = (step: "init" | "plan") => options.onProgress?.({ type: "step", step, stack: stack.id });
  const damage = damageOf(stack.folder);
  if (damage) throw new DeployError("state", damage);
  const missing = await producers.missing(stack);
  if (missing.length > 0) return { kind: "waiting", producers: missing };
  const obstacle = options.obstacle?.(stack);
  if (obstacle !== undefined) throw new DeployError("plan", obstacle);
  const terraform = new Terraform({ ...options, folder: stack.folder });
  const cluster = await options.clusterOf(stack);
  await cluster?.check();
  tell("init");
  await terraform.init();
  tell("plan");
  try {
    const { changes } = await terraform.plan();
    const notice = (text: string) => options.onProgress?.({ type: "notice", text, stack: stack.id });
    const adoptions = cluster ? await findAdoptions(changes, { cluster, notice, stop: options.stop }) : [];
    return { kind: "planned", changes, adoptions };
  } finally {
    terraform.discardPlan();
  }
}
