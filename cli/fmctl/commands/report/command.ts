import { command, type Declare } from "../../command";

/** `fmctl report`, which is `npm run report`. */
export const reportCommand: Declare = (context) =>
  command("report", "writes a page on an environment: picture, inventory, security, cost, addresses", {
    "fmctl report": "of every environment, into report/out",
    "fmctl report production --out page.html": "of one",
    "fmctl report production --plan plan.json": "with what a plan of `terraform show -json` would change",
  })
    .argument("[arguments...]", "environments (default: all) and options; docs/report.md has all of them")
    .allowUnknownOption()
    .action(async (args: string[]) => (await import("../../run-script")).runScript(context, "report/main.ts", args));
