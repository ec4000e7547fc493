import { command, type Declare, jsonOption } from "../../command";
import type { PlanOptions } from "./flags";

/** `fmctl plan`. */
export const planCommand: Declare = (context) =>
  command("plan", "shows what a deployment would change, losses of data first; changes nothing", {
    "fmctl plan production": "every stack",
    "fmctl plan production workloads --image-tag 4f2c9d1": "a release",
    "fmctl plan production --json": "for a script; exit code 3 when data would be lost",
  })
    .argument("[environment]", "which (default: FLOWMAESTRO_ENV)")
    .argument("[stacks...]", "which of its stacks (default: all)")
    .option("--image-tag <tag>", "plan with this build (default: what runs now)")
    .addOption(jsonOption())
    .action(async (name: string | undefined, stacks: string[], options: PlanOptions) =>
      (await import("./plan")).plan(context, name, stacks, options),
    );
