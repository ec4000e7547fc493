import { addresses, addressLines } from "./addresses";
import { chooseCluster } from "./choose-cluster";
import { waitForHealth } from "./health";
import { installHint } from "../shared/install-hints";
import { prepareImages } from "./images";
import type { LocalOptions } from "./options";
import { durationText } from "../shared/output";
import { requireTerraform } from "../shared/require-terraform";
import type { Session } from "./session";
import { workOnStacks } from "./stacks";
import { isInstalled } from "../shared/tool";

/** What runs now. */
export interface Up {
  /** Whether anything was changed. */
  readonly changed: boolean;
  /** Context of the cluster. */
  readonly context: string;
  /** Tag of the images. */
  readonly tag: string;
}

/** `npm run local` and `fmctl deploy` of a local environment: cluster, images, both stacks, health, addresses. */
export async function up(session: Session, options: LocalOptions): Promise<Up> {
  const { environment, output, env } = session;
  const start = Date.now();
  requireTerraform(env);
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
  output.say(`\n\`${session.commands.down}\` removes it.`);
  if (!isInstalled("kubectl", env)) output.say(`kubectl is not on the PATH yet: ${installHint("kubectl")}`);
  return { changed, context: name, tag };
}
