import { command, type Declare, jsonOption } from "../../command";
import type { DnsOptions } from "./dns";

/** `fmctl dns`. */
export const dnsCommand: Declare = (context) =>
  command("dns", "shows the records to create, and whether the world sees them; ends with 3 when it does not", {
    "fmctl dns production": "the records, and what public resolvers answer",
    "fmctl dns production --wait": "until the world sees them",
  })
    .argument("[environment]", "which (default: FLOWMAESTRO_ENV)")
    .option("--wait", "look again every 30 seconds until all is well, or until Ctrl-C")
    .addOption(jsonOption())
    .action(async (name: string | undefined, options: DnsOptions) =>
      (await import("./dns")).showDns(context, name, options),
    );
