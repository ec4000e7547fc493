import type { LocalEnvironment } from "../../../../config/schema/local";
import { addresses } from "../../../local/addresses";
import { up } from "../../../local/up";
import type { Context } from "../../context";
import { inSession, localSession } from "../../stacks/local-session";
import type { DeployFlags } from "./flags";

/** What `npm run local` does. A tag means images that are there already, since those built here have one of their own. */
export async function deployLocal(
  context: Context,
  environment: LocalEnvironment,
  { imageTag, source, skipImages = false }: DeployFlags,
): Promise<void> {
  const env = imageTag === undefined ? context.env : { ...context.env, TF_VAR_image_tag: imageTag };
  const session = localSession({ ...context, env }, environment);
  const imagesReady = skipImages || imageTag !== undefined;
  const options = { command: "up", appSource: source, imagesReady, rebuild: false } as const;
  const { changed, context: kubernetesContext, tag } = await inSession(session, () => up(session, options));
  const { name } = environment;
  const document = { environment: name, changed, imageTag: tag, context: kubernetesContext };
  // A person has been told already.
  context.terminal.result({ ...document, addresses: addresses(environment, kubernetesContext) }, []);
}
