import type { Environment } from "../../../../config/schema/environment";
import { deployStacks, type Proposal } from "../../../deploy/deploy";
import type { Outcome } from "../../../deploy/progress";
import type { Stack } from "../../../deploy/synth";
import { CommandError, Interrupted } from "../../../shared/command-error";
import type { Context } from "../../context";
import { EXIT_CODES } from "../../exit-code";
import { requireName } from "../../prompts";
import { clustersOf } from "../../stacks/clusters";
import { displayFor } from "../../stacks/display";
import { stackVariables, type Tags } from "../../stacks/variables";
import type { DeployFlags } from "./flags";

/** A deployment on its way through the stacks. */
export class Deployment {
  /** How it ended for each stack until now. */
  readonly outcomes = new Map<string, Outcome>();

  constructor(
    private readonly context: Context,
    private readonly environment: Environment,
    private readonly flags: DeployFlags,
    private readonly tag: Tags | undefined,
  ) {}

  /**
   * Deploys some stacks, each after those it depends on.
   *
   * @throws CommandError when one did not get through
   */
  async deploy(stacks: readonly Stack[]): Promise<void> {
    if (stacks.length === 0) return;
    const { context, environment, tag } = this;
    const { terminal, env, stop, kill } = context;
    const display = displayFor(terminal, stop);
    const ended = await deployStacks({
      stacks,
      clusterOf: clustersOf(context, environment),
      onProgress: display.onProgress,
      approve: async (proposal) => {
        await display.settled();
        return this.approved(proposal);
      },
      binary: env.TERRAFORM_BINARY_NAME,
      env: stackVariables(context, environment, tag),
      stop,
      kill,
    });
    await display.settled();
    for (const [id, outcome] of ended) this.outcomes.set(id, outcome);
    this.refuse([...ended]);
  }

  /** What loses data is agreed to by the environment's name alone. */
  private async approved({ stack, summary }: Proposal): Promise<boolean> {
    const { context, environment, flags } = this;
    const { losses } = summary;
    if (losses.length > 0) {
      const what = `This deletes what holds data: ${losses.map(({ address }) => address).join(", ")}.`;
      await requireName(context.prompts, what, environment.name, flags.confirm);
      return true;
    }
    return flags.yes === true || context.prompts.confirm(`Apply this to ${stack}?`);
  }

  private refuse(ended: readonly (readonly [string, Outcome])[]): void {
    const { name } = this.environment;
    const idsOf = (...kinds: readonly Outcome["kind"][]) =>
      ended
        .filter(([, { kind }]) => kinds.includes(kind))
        .map(([id]) => id)
        .join(" and ");
    if (idsOf("interrupted") || this.context.stop?.aborted) {
      throw new Interrupted(`Stopped. What is done stays; \`fmctl deploy ${name}\` goes on from there.`);
    }
    const failed = idsOf("failed", "stopped");
    if (failed) {
      throw new CommandError(
        `${failed} could not be deployed, as said above; what is done stays. Where something exists already that the ` +
          `state does not know of: \`fmctl repair ${name}\`.`,
      );
    }
    const declined = idsOf("declined");
    if (declined) throw new CommandError(`${declined} stays as it is, as you wished.`, EXIT_CODES.declined);
  }
}
