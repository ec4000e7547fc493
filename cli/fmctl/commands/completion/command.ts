import { Argument, Command } from "commander";
import { command, type Declare } from "../../command";
import { type Shell, SHELLS } from "./scripts";

const INSTALL = `
Install it, once:
  bash  fmctl completion bash > ~/.local/share/bash-completion/completions/fmctl
  zsh   fmctl completion zsh > "\${fpath[1]}/_fmctl"    (a folder of fpath that you may write to; then a new shell)
  fish  fmctl completion fish > ~/.config/fish/completions/fmctl.fish
The shell has to find fmctl: \`npx fmctl\` alone is not completed. Put PROJECT/node_modules/.bin on the PATH, or
\`alias fmctl=PROJECT/node_modules/.bin/fmctl\`.`;

/** `fmctl completion`. */
export const completionCommand: Declare = (context) =>
  command("completion", "prints a script that completes commands, options and names in a shell", {
    "source <(fmctl completion bash)": "for this shell only",
  })
    .addArgument(new Argument("<shell>", "which shell").choices(SHELLS))
    .addHelpText("after", INSTALL)
    .action(async (shell: Shell) => (await import("./completion")).printScript(context, shell));

/** What the scripts call: `fmctl __complete -- WORDS…`, the last one being the unfinished one. */
export const completeCommand: Declare = (context) =>
  new Command("__complete")
    .argument("[words...]")
    .allowUnknownOption()
    .action(async (words: string[], _options: unknown, self: Command) =>
      (await import("./completion")).printCompletions(context, self.parent!, words),
    );
