import { adopt, adoptNow, forgetImports } from "./adopt";
import { adoptionText, findAdoptions } from "./adoptions";
import type { ClusterClient } from "./cluster";
import { DeployError } from "./deploy-error";
import { explainFailure } from "./failure";
import { endOrphans } from "./orphans";
import type { Plan, PlannedChange } from "./plan";
import type { Outcome, Progress } from "./progress";
import type { Interrupt } from "./run";
import { mendState } from "./state-file";
import { summarize, type Summary } from "./summary";
import { levels, type Stack } from "./synth";
import { type Applied, Terraform } from "./terraform";
import { Watcher } from "./watch";

/** What a stack's plan would do, for somebody to agree to. */
export interface Proposal {
  readonly stack: string;
  readonly summary: Summary;
}

/** What to deploy, and how. */
export interface DeployOptions extends Interrupt {
  /** In any order; those that are not among them count as deployed. */
  readonly stacks: readonly Stack[];
  /** The cluster that a stack's providers use; nothing for a stack without Kubernetes. */
  readonly clusterOf: (stack: Stack) => ClusterClient | undefined | Promise<ClusterClient | undefined>;
  /** @default - nobody follows */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Asked before each stack's apply. @default - yes */
  readonly approve?: ((proposal: Proposal) => Promise<boolean>) | undefined;
  /** Addresses to deploy, with what they need. @default - everything */
  readonly targets?: readonly string[] | undefined;
  /** Terraform's program. @default - terraform */
  readonly binary?: string | undefined;
  /** Variables for Terraform, such as TF_VAR_image_tag. @default - those of this process */
  readonly env?: NodeJS.ProcessEnv | undefined;
}

/** How it ended for each stack, in the order in which they were worked on. */
export type Outcomes = ReadonlyMap<string, Outcome>;

/** Whether everything is as the stacks say. */
export function succeeded(outcomes: Outcomes): boolean {
  return [...outcomes.values()].every(({ kind }) => kind === "applied" || kind === "unchanged");
}

/** Deploys stacks, each after those it depends on. What goes wrong is a result; only programming errors are thrown. */
export async function deployStacks(options: DeployOptions): Promise<Outcomes> {
  return workThrough(levels(options.stacks), options, false);
}

/** Deletes what the stacks have made, the last stack first. */
export async function destroyStacks(options: DeployOptions): Promise<Outcomes> {
  return workThrough([...levels(options.stacks)].reverse(), options, true);
}

async function workThrough(
  order: readonly (readonly Stack[])[],
  options: DeployOptions,
  destroy: boolean,
): Promise<Outcomes> {
  const outcomes = new Map<string, Outcome>();
  const runs = order.map((level) => level.map((stack) => new StackRun(stack, options, destroy)));
  for (const level of runs) {
    const obstacle = [...outcomes].find(([, { kind }]) => kind !== "applied" && kind !== "unchanged")?.[0];
    // Plans one after another, since somebody is asked about each; then the applies side by side, which take long.
    for (const run of level) await run.prepare(obstacle);
    const ended = await Promise.all(level.map((run) => run.finish()));
    level.forEach(({ id }, index) => outcomes.set(id, ended[index]!));
  }
  return outcomes;
}

/** What some work leads to, also when it fails before anything was changed. */
async function outcomeOf<T extends Outcome | undefined>(work: () => Promise<T>): Promise<T | Outcome> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DeployError)) throw error;
    return error.kind === "interrupted" ? { kind: "interrupted", unfinished: [] } : { kind: "stopped", error };
  }
}

/** One stack on its way. */
class StackRun {
  private readonly terraform: Terraform;
  private cluster: ClusterClient | undefined;
  private adopted = 0;
  private plan: Plan = { changes: [] };
  private outcome: Outcome | undefined;

  constructor(
    private readonly stack: Stack,
    private readonly options: DeployOptions,
    private readonly destroy: boolean,
  ) {
    this.terraform = new Terraform({ ...options, folder: stack.folder });
  }

  get id(): string {
    return this.stack.id;
  }

  /** Everything up to the apply. Afterwards there is a plan to apply, or an outcome already. */
  async prepare(obstacle: string | undefined): Promise<void> {
    try {
      this.outcome = obstacle ? { kind: "skipped", because: obstacle } : await outcomeOf(() => this.planned());
    } catch (error) {
      // Whoever was asked may refuse with an error of their own.
      this.tidy();
      throw error;
    }
    if (this.outcome) this.end(this.outcome);
  }

  /** Applies what was prepared. */
  async finish(): Promise<Outcome> {
    return this.outcome ?? this.end(await outcomeOf(() => this.applied()));
  }

  private end(outcome: Outcome): Outcome {
    this.tidy();
    this.tell({ type: "ended", outcome });
    return outcome;
  }

  private tidy(): void {
    forgetImports(this.stack.folder);
    this.terraform.discardPlan();
  }

  private async planned(): Promise<Outcome | undefined> {
    const { folder } = this.stack;
    forgetImports(folder);
    this.notice(mendState(folder));
    this.cluster = await this.options.clusterOf(this.stack);
    await this.cluster?.check();
    this.tell({ type: "step", step: "init" });
    await this.terraform.init();
    this.plan = this.destroy ? await this.planDestruction() : await this.planDeployment();
    if (!this.plan.file) return { kind: "unchanged" };
    const summary = summarize(this.plan.changes);
    this.tell({ type: "planned", summary });
    const { approve } = this.options;
    return !approve || (await approve({ stack: this.id, summary })) ? undefined : { kind: "declined" };
  }

  private async planDeployment(): Promise<Plan> {
    this.tell({ type: "step", step: "plan" });
    const { targets } = this.options;
    const plan = await this.terraform.plan({ targets });
    const adoptions = await this.findAdoptions(plan.changes);
    if (adoptions.length === 0) return plan;
    await adopt(adoptions, { cluster: this.cluster, terraform: this.terraform, folder: this.stack.folder });
    return this.terraform.plan({ targets });
  }

  private async planDestruction(): Promise<Plan> {
    this.tell({ type: "step", step: "plan" });
    try {
      // What exists without being in the state would stay behind.
      const { changes } = await this.terraform.plan();
      const adoptions = await this.findAdoptions(changes.filter(({ kind }) => kind === "create"));
      await adoptNow(adoptions, { cluster: this.cluster, terraform: this.terraform, folder: this.stack.folder });
    } catch (error) {
      if (!(error instanceof DeployError) || error.kind !== "plan") throw error;
      this.notice(`What an interrupted deploy may have left outside of the state was not looked for: ${error.message}`);
    }
    return this.terraform.plan({ destroy: true });
  }

  private async findAdoptions(changes: readonly PlannedChange[]) {
    if (changes.length === 0) return [];
    const orphans = await endOrphans(this.stack.folder);
    if (orphans > 0) this.notice(`Ended ${orphans} provider processes of a Terraform that was killed.`);
    if (!this.cluster) return [];
    const notice = (text: string) => this.notice(text);
    const adoptions = await findAdoptions(changes, { cluster: this.cluster, stop: this.options.stop, notice });
    this.adopted = adoptions.length;
    if (adoptions.length > 0) {
      this.tell({ type: "step", step: "adopt" });
      this.tell({ type: "adopting", lines: adoptions.map(adoptionText) });
    }
    return adoptions;
  }

  private async applied(): Promise<Outcome> {
    const { cluster, plan } = this;
    const { stop, kill } = this.options;
    const start = Date.now();
    this.tell({ type: "step", step: this.destroy ? "destroy" : "apply" });
    const watcher = this.destroy ? undefined : this.watcher();
    let applied: Applied;
    try {
      await watcher?.start();
      applied = await this.terraform.apply((event) => this.tell({ type: "terraform", event }));
    } finally {
      // Also when somebody has stopped it before Terraform was started: it would look for ever.
      await watcher?.stop();
    }
    if (applied.ok) {
      const seconds = Math.round((Date.now() - start) / 1000);
      return { kind: "applied", counts: summarize(plan.changes).counts, adopted: this.adopted, seconds };
    }
    if (stop?.aborted || kill?.aborted) return { kind: "interrupted", unfinished: applied.unfinished };
    const failure = await explainFailure({ stack: this.id, applied, changes: plan.changes, cluster, watcher });
    return { kind: "failed", failure };
  }

  private watcher(): Watcher | undefined {
    const { cluster, plan } = this;
    if (!cluster) return undefined;
    const namespaces = new Set(plan.changes.flatMap(({ object }) => object?.namespace ?? []));
    return new Watcher({
      cluster,
      namespaces: [...namespaces],
      onTrouble: (trouble) => this.tell({ type: "trouble", trouble }),
    });
  }

  private notice(text: string | undefined): void {
    if (text !== undefined) this.tell({ type: "notice", text });
  }

  private tell(progress: Distributed<Progress>): void {
    this.options.onProgress?.({ ...progress, stack: this.id } as Progress);
  }
}

/** Progress before it is said of which stack. */
type Distributed<T> = T extends unknown ? Omit<T, "stack"> : never;
