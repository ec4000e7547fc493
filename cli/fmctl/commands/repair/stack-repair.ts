import { adoptNow } from "../../../deploy/adopt";
import { type Adoption, findAdoptions } from "../../../deploy/adoptions";
import type { ClusterClient } from "../../../deploy/cluster";
import { LockedError } from "../../../deploy/lock";
import { endOrphans } from "../../../deploy/orphans";
import type { Plan } from "../../../deploy/plan";
import { mendState } from "../../../deploy/state-file";
import type { Stack } from "../../../deploy/synth";
import { Terraform } from "../../../deploy/terraform";
import { type AnyEnvironment, type Context, isLocal } from "../../context";
import { clustersOf } from "../../stacks/clusters";
import { stackVariables } from "../../stacks/variables";
import { findGoogle } from "./find-google";

/** Any tag will do: what is adopted does not depend on it. */
const NO_TAG = "none";

/** One stack that is looked at, and mended when somebody has agreed. */
export class StackRepair {
  private readonly terraform: Terraform;
  private cluster: ClusterClient | undefined;

  constructor(
    private readonly context: Context,
    private readonly environment: AnyEnvironment,
    readonly stack: Stack,
    private readonly unlock: boolean,
  ) {
    const { env, stop, kill } = context;
    const tag = env.TF_VAR_image_tag ?? environment.images.tag ?? NO_TAG;
    const variables = stackVariables(context, environment, { tag });
    this.terraform = new Terraform({
      folder: stack.folder,
      binary: env.TERRAFORM_BINARY_NAME,
      env: variables,
      stop,
      kill,
    });
  }

  /** Finds what exists outside of the state. Ends what nobody can agree to: providers of a Terraform that is gone. */
  async look(): Promise<readonly Adoption[]> {
    const { context, environment, stack } = this;
    const say = (text: string) => context.terminal.say(`${stack.id}: ${text}`);
    const mended = mendState(stack.folder);
    if (mended !== undefined) say(mended);
    const orphans = await endOrphans(stack.folder);
    if (orphans > 0) say(`ended ${orphans} provider processes of a Terraform that was killed`);
    this.cluster = await clustersOf(context, environment)(stack);
    await this.cluster?.check();
    context.terminal.status(`${stack.id}: planning`);
    await this.terraform.init();
    const { changes } = await this.plan(say);
    const { cluster } = this;
    const inCluster = cluster ? await findAdoptions(changes, { cluster, notice: say, stop: context.stop }) : [];
    if (isLocal(environment)) return inCluster;
    return [...inCluster, ...(await findGoogle(context.google, changes, environment))];
  }

  /** Takes what was found into the state, and ends what was left in the middle. */
  async adopt(adoptions: readonly Adoption[]): Promise<void> {
    await adoptNow(adoptions, { cluster: this.cluster, terraform: this.terraform, folder: this.stack.folder });
  }

  private async plan(say: (text: string) => void): Promise<Plan> {
    try {
      return await this.terraform.plan();
    } catch (error) {
      if (!(error instanceof LockedError) || !this.unlock) throw error;
      const { id, who, created, operation } = error.lock;
      await this.terraform.unlock(id);
      say(`took away the lock of ${who} since ${created} (${operation})`);
      return await this.terraform.plan();
    } finally {
      this.terraform.discardPlan();
    }
  }
}
