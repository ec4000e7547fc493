import { InvalidArgumentError } from "commander";
import { command, type Declare, environmentOption, jsonOption, yesOption } from "../../command";
import type { RollbackOptions } from "./rollback";

function revision(text: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new InvalidArgumentError("expected the number of a revision, as --list shows them.");
}

/** `fmctl rollback`. */
export const rollbackCommand: Declare = (context) =>
  command("rollback", "returns a service to the image of an earlier release", {
    "fmctl rollback api-server --list": "its releases, and whether their images still exist",
    "fmctl rollback api-server": "to the last release with another image",
    "fmctl rollback api-server --to 7": "to the image of revision 7",
    "fmctl rollback api-server -e production --confirm production": "in a script",
  })
    .argument("<service>", "one of the environment's services")
    .addOption(environmentOption())
    .option("--to <revision>", "which release (default: the last one with another image)", revision)
    .option("-l, --list", "only show the releases")
    .option("--confirm <name>", "the environment's name, in place of typing it")
    .addOption(yesOption())
    .addOption(jsonOption())
    .action(async (service: string, options: RollbackOptions) =>
      (await import("./rollback")).rollback(context, service, options),
    );
