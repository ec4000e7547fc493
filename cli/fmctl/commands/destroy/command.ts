import { command, type Declare, jsonOption, yesOption } from "../../command";
import type { DestroyFlags } from "./flags";

/** `fmctl destroy`. */
export const destroyCommand: Declare = (context) =>
  command("destroy", "takes an environment down: releases, load balancer, cluster and data, network", {
    "fmctl destroy staging": "asks for the environment's name",
    "fmctl destroy staging --confirm staging": "without questions, for a script",
    "fmctl destroy local --yes": "what `fmctl deploy local` made, and nothing else",
  })
    .argument("[environment]", "which (default: FLOWMAESTRO_ENV)")
    .option("--confirm <name>", "the name that would have to be typed")
    .addOption(yesOption("the removal of a local environment"))
    .addOption(jsonOption())
    .action(async (name: string | undefined, flags: DestroyFlags) =>
      (await import("./destroy")).destroy(context, name, flags),
    );
