import { addresses, addressLines } from "./addresses";
import { chooseCluster } from "./choose-cluster";
import { waitForHealth } from "./health";
import { installHint, missing } from "../shared/install-hints";
import { prepareImages } from "./images";
import type { LocalOptions } from "./options";
import { durationText } from "../shared/output";
import type { Session } from "./session";
import { workOnStacks } from "./stacks";
import { isInstalled } from "../shared/tool";

/** Terraform, or what takes its place, has to be there. CDKTF knows the same variable. */
export function requireTerraform({ env }: Session): void {
  const binary = env.TERRAFORM_BINARY_NAME || "terraform";
  if (!isInstalled(binary, env)) throw missing(binary === "tofu" ? "tofu" : "terraform", "deploy the stacks");
}

/** `npm run local`: cluster, images, both stacks, health, addresses. */
export async function up(session: Session, options: LocalOptions): Promise<void> {
  const { environment, output, env } = session;
  const start = Date.now();
  requireTerraform(session);
  const chosen = await chooseCluster(session);
  const { name, server } = chosen.context;
  output.say(`cluster: context ${name}, ${server}`);
  const tag = await prepareImages(session, chosen.context, options);
  const changed = await workOnStacks(session, { direction: "deploy", context: name, files: chosen.files, tag });
  await waitForHealth(session, chosen.access);
  const what = changed ? "is up" : "is up, and there was nothing to change";
  output.say(`\nFlowMaestro (${environment.name}) ${what}: ${durationText(Date.now() - start)}.`);
  output.say("Each address is there while its command runs:\n");
  for (const line of addressLines(addresses(environment, name))) output.say(line);
  output.say("\n`npm run local:down` removes it.");
  if (!isInstalled("kubectl", env)) output.say(`kubectl is not on the PATH yet: ${installHint("kubectl")}`);
}
