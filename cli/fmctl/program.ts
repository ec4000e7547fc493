import { Command } from "commander";
import type { Declare } from "./command";
import { completeCommand, completionCommand } from "./commands/completion/command";
import { configCommand } from "./commands/config/command";
import { costCommand } from "./commands/cost/command";
import { doctorCommand } from "./commands/doctor/command";
import { initCommand } from "./commands/init/command";
import { dbCommand } from "./commands/db/command";
import { logsCommand } from "./commands/logs/command";
import { openCommand } from "./commands/open/command";
import { restartCommand } from "./commands/restart/command";
import { rollbackCommand } from "./commands/rollback/command";
import { scaleCommand } from "./commands/scale/command";
import { statusCommand } from "./commands/status/command";
import { dnsCommand } from "./commands/dns/command";
import { imagesCommand } from "./commands/images/command";
import { secretsCommand } from "./commands/secrets/command";
import { deployCommand } from "./commands/deploy/command";
import { destroyCommand } from "./commands/destroy/command";
import { planCommand } from "./commands/plan/command";
import { repairCommand } from "./commands/repair/command";
import { reportCommand } from "./commands/report/command";
import { validateCommand } from "./commands/validate/command";
import type { Context } from "./context";
import { EXIT_CODES } from "./exit-code";

/** Every command, in the groups and the order in which `fmctl --help` shows them. */
const GROUPS: Readonly<Record<string, readonly Declare[]>> = {
  "Set up": [initCommand, doctorCommand],
  Deploy: [planCommand, deployCommand, destroyCommand],
  "Look and mend": [
    statusCommand,
    logsCommand,
    rollbackCommand,
    restartCommand,
    scaleCommand,
    repairCommand,
    openCommand,
    dbCommand,
  ],
  Manage: [secretsCommand, imagesCommand, dnsCommand],
  "See it before": [reportCommand, costCommand],
  Configuration: [validateCommand, configCommand, completionCommand],
};

const EXIT_CODE_HELP = `
Exit codes: ${EXIT_CODES.done} done, ${EXIT_CODES.failed} failed, ${EXIT_CODES.usage} wrong command line or environment \
file, ${EXIT_CODES.notWell} looked and not all is well, ${EXIT_CODES.declined} declined, ${EXIT_CODES.interrupted} Ctrl-C.
Every command can be run again after it was interrupted or has failed.`;

/** The whole command line. */
export function buildProgram(context: Context): Command {
  const { terminal } = context;
  const program = new Command("fmctl")
    .description("Runs FlowMaestro: in Google Cloud, and in a Kubernetes cluster of your own.")
    .addHelpText("after", EXIT_CODE_HELP)
    .helpCommand(true)
    .showSuggestionAfterError()
    .showHelpAfterError("(--help shows what there is)");
  for (const [title, declarations] of Object.entries(GROUPS)) {
    for (const declare of declarations) program.addCommand(declare(context).helpGroup(`${title}:`));
  }
  program.addCommand(completeCommand(context), { hidden: true });
  program.hook("preAction", (_program, action) => {
    if (action.opts<{ json?: boolean }>().json) terminal.wantJson();
  });
  settle(program, context);
  return program;
}

/** Commander throws instead of ending the process, and writes where everything else goes; also in every subcommand. */
function settle(command: Command, context: Context): void {
  const { terminal } = context;
  command.exitOverride().configureOutput({
    writeOut: (text) => terminal.say(text.trimEnd()),
    writeErr: (text) => terminal.complain(text.trimEnd()),
    getOutHasColors: () => terminal.colors.isColorSupported,
    getErrHasColors: () => terminal.colors.isColorSupported,
  });
  for (const each of command.commands) settle(each.copyInheritedSettings(command), context);
}
