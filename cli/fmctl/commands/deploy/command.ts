import { InvalidArgumentError } from "commander";
import { command, type Declare, jsonOption, yesOption } from "../../command";
import type { DeployFlags } from "./flags";

const TIMEOUT_MINUTES = 90;

function minutes(text: string): number {
  const number = Number(text);
  if (number > 0) return number;
  throw new InvalidArgumentError("Expected a number of minutes above 0.");
}

/** `fmctl deploy`. */
export const deployCommand: Declare = (context) =>
  command("deploy", "makes an environment what its file says, and releases a build to it", {
    "fmctl deploy production --image-tag 4f2c9d1": "everything, with this build",
    "fmctl deploy production --source ../flowmaestro": "everything, with the build of this checkout's revision",
    "fmctl deploy production": "what has changed in the file; the build that runs stays",
    "fmctl deploy production network data": "some of its stacks",
    "fmctl deploy staging --yes": "without questions, for a script",
    "fmctl deploy production --yes --confirm production": "the same where a name has to be typed",
    "fmctl deploy local": "in a cluster of your own",
  })
    .argument("[environment]", "which (default: FLOWMAESTRO_ENV)")
    .argument("[stacks...]", "which of its stacks (default: all)")
    .option("--only <stack...>", "which of its stacks, where the environment is in FLOWMAESTRO_ENV")
    .option("--image-tag <tag>", "the build to run (default: what runs now)")
    .option("--source <path>", "a checkout of FlowMaestro, to build and push the images that the registry lacks")
    .option("--skip-images", "build and push nothing: the images are in the registry")
    .option("--skip-doctor", "deploy although `fmctl doctor` finds something in the way")
    .option("--dry-run", "what `fmctl plan` does")
    .option("--timeout <minutes>", "how long to wait for certificates and answers", minutes, TIMEOUT_MINUTES)
    .option("--confirm <name>", "the name that has to be typed for an environment that is protected")
    .addOption(yesOption("each stack's plan"))
    .addOption(jsonOption())
    .action(async (name: string | undefined, stacks: string[], flags: DeployFlags) =>
      (await import("./deploy")).deploy(context, name, [...stacks, ...(flags.only ?? [])], flags),
    );
