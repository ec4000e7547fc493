import { command, type Declare, jsonOption } from "../../command";

/** `fmctl validate`. */
export const validateCommand: Declare = (context) =>
  command("validate", "checks environment files, and that their stacks can be made", {
    "fmctl validate": "every environment",
    "fmctl validate production": "one of them",
  })
    .argument("[environment...]", "names of environments (default: all)")
    .addOption(jsonOption())
    .action(async (names: string[]) => (await import("./validate")).validate(context, names));
