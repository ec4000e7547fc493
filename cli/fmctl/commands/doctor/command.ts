import { command, type Declare, jsonOption } from "../../command";

/** `fmctl doctor`. */
export const doctorCommand: Declare = (context) =>
  command("doctor", "looks for what would make a deployment fail, and says how to mend it", {
    "fmctl doctor production": "tools, login, project, quotas, policies, state, secrets",
    "fmctl doctor local": "tools, and the cluster of a local environment",
    "fmctl doctor production --json": "for a script; exit code 3 when not all is well",
  })
    .argument("[environment]", "which (default: FLOWMAESTRO_ENV)")
    .addOption(jsonOption())
    .action(async (name: string | undefined) => (await import("./doctor")).doctor(context, name));
