import { command, type Declare, jsonOption, yesOption } from "../../command";
import type { RepairFlags } from "./flags";

/** `fmctl repair`. */
export const repairCommand: Declare = (context) =>
  command("repair", "after a deployment that was killed: takes over what exists outside of the state", {
    "fmctl repair production": "shows what it finds, asks, and takes it over",
    "fmctl repair production data": "one stack",
    "fmctl repair production --unlock": "also takes away the lock of a run that is gone",
  })
    .argument("[environment]", "which (default: FLOWMAESTRO_ENV)")
    .argument("[stack]", "which of its stacks (default: all)")
    .option("--unlock", "takes away the lock of a state; only when nothing works on it any more")
    .addOption(yesOption("what was found being taken over"))
    .addOption(jsonOption())
    .action(async (name: string | undefined, stack: string | undefined, flags: RepairFlags) =>
      (await import("./repair")).repair(context, name, stack, flags),
    );
