import { command, type Declare, jsonOption } from "../../command";
import type { StatusOptions } from "./status";

/** `fmctl status`. */
export const statusCommand: Declare = (context) =>
  command("status", "shows how everything is, and what to do about what is not well", {
    "fmctl status production": "releases, pods, certificates, hosts, database, Redis, migrations",
    "fmctl status production --watch": "again and again, until Ctrl-C",
    "fmctl status production --drift": "also what was changed past Terraform, which takes minutes",
    "fmctl status staging --json": "for a script; ends with 3 when not all is well",
  })
    .argument("[environment]", "which (default: FLOWMAESTRO_ENV)")
    .option("-w, --watch", "look again every five seconds; tells only changes where it cannot redraw")
    .option("--drift", "compare what Terraform knows with what there is")
    .addOption(jsonOption())
    .action(async (name: string | undefined, options: StatusOptions) =>
      (await import("./status")).status(context, name, options),
    );
