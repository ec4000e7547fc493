import { type Drifted, Terraform } from "../../../deploy/terraform";
import { releaseHistory, serving } from "../../cluster/releases";
import { environmentStacks, runningTags } from "../../terraform/environment-stacks";
import type { Examine } from "./section";

const why = ({ past }: Drifted) => (past ? "changed past Terraform" : "this checkout is not what is deployed");

/** What a deployment of the tags that run would change, and why. Nothing is written. */
export const examineDrift: Examine = async ({ context, environment, cluster }) => {
  const running = serving(await releaseHistory(await cluster()));
  const options = await environmentStacks(
    context,
    environment,
    runningTags(Object.keys(environment.services), running),
  );
  const facts: (Drifted & { readonly stack: string })[] = [];
  for (const { id, folder } of options.stacks) {
    context.terminal.status(`drift: looking at ${id} …`);
    const terraform = new Terraform({ ...options, folder });
    await (await options.clusterOf({ id, folder, dependencies: [] }))?.check();
    await terraform.init();
    facts.push(...(await terraform.drift()).map((each) => ({ ...each, stack: id })));
  }
  return {
    rows: facts.length > 0 ? facts.map((each) => [each.stack, each.address, why(each)]) : [["none"]],
    facts,
    problems: facts
      .filter(({ past }) => past)
      .map(({ stack, address, action }) => ({
        what: `${stack}: ${address} was changed past Terraform, and a deployment would ${action} it`,
        next: `fmctl plan ${environment.name} ${stack}`,
      })),
    states: {},
  };
};
