import { command, type Declare } from "../../command";

/** `fmctl cost`, which is `npm run cost`. */
export const costCommand: Declare = (context) =>
  command("cost", "estimates what an environment costs a month", {
    "fmctl cost production": "line by line, and what would make it less",
    "fmctl cost --compare staging production": "side by side",
    "fmctl cost --diff main": "since a git revision",
    "fmctl cost production --json": "for a script; --markdown for a pull request",
  })
    .argument("[arguments...]", "environments (default: all) and options; docs/cost.md has all of them")
    .allowUnknownOption()
    .action(async (args: string[]) => (await import("../../run-script")).runScript(context, "cost/main.ts", args));
