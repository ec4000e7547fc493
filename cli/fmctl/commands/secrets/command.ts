import { Command } from "commander";
import { command, type Declare, environmentOption, jsonOption, yesOption } from "../../command";
import type { ImportOptions } from "./import";
import type { RotateOptions } from "./rotate";
import type { SetOptions } from "./set";

const ENVIRONMENT = ["[environment]", "which (default: FLOWMAESTRO_ENV)"] as const;

const listCommand: Declare = (context) =>
  command("list", "shows each secret: what it is for, who reads it, its version; never its value", {
    "fmctl secrets list production": "all of them",
    "fmctl secrets list production --json": "for a script",
  })
    .argument(...ENVIRONMENT)
    .addOption(jsonOption())
    .action(async (name: string | undefined) => (await import("./list")).listSecrets(context, name));

const verifyCommand: Declare = (context) =>
  command("verify", "compares the file, Secret Manager and the cluster key by key; ends with 3 when not all is well", {
    "fmctl secrets verify production": "what is missing, outdated or read by nobody",
  })
    .argument(...ENVIRONMENT)
    .addOption(jsonOption())
    .action(async (name: string | undefined) => (await import("./verify")).verifySecrets(context, name));

const setCommand: Declare = (context) =>
  command("set", "adds a version of an integration's secret; the value never is an argument", {
    "fmctl secrets set OPENAI_API_KEY -e production": "asks for the value and does not show it",
    "fmctl secrets set OPENAI_API_KEY --file key.txt": "out of a file; one line break at its end is taken off",
    "pass show openai | fmctl secrets set OPENAI_API_KEY --stdin": "out of a password manager",
  })
    .usage("[options] <name>")
    .argument("<name>", "name in integrationSecrets")
    .argument("[more...]", "is refused: it could be the value, which would stay in the shell's history")
    .addOption(environmentOption())
    .option("--file <path>", "file with the value")
    .option("--stdin", "read the value from standard input")
    .addOption(jsonOption())
    // Commander's own messages would repeat what it does not know, which may be the value.
    .allowUnknownOption()
    .action(async (name: string, more: readonly string[], options: SetOptions) =>
      (await import("./set")).setSecret(context, name, more, options),
    );

const rotateCommand: Declare = (context) =>
  command("rotate", "adds a version with a new random value: database passwords, jwt-secret", {
    "fmctl secrets rotate jwt-secret -e production": "says what follows, and asks",
    "fmctl secrets rotate flowmaestro-database-password -e production --yes": "without asking",
    "fmctl secrets rotate temporal-database-password -e local": "raises passwordGeneration in the file",
  })
    .argument("<name>", "as `fmctl secrets list` shows it")
    .addOption(environmentOption())
    .addOption(yesOption("the consequences"))
    .addOption(jsonOption())
    .action(async (name: string, options: RotateOptions) =>
      (await import("./rotate")).rotateSecret(context, name, options),
    );

const importCommand: Declare = (context) =>
  command("import", "sets many integrations' secrets out of one file", {
    "fmctl secrets import keys.env -e production": "NAME=value lines",
    "fmctl secrets import keys.yaml -e production --yes": "a map in YAML or JSON, without asking",
  })
    .argument("<file>", "as dotenv reads it, or .json, .yaml, .yml")
    .addOption(environmentOption())
    .addOption(yesOption("new versions of those that differ"))
    .addOption(jsonOption())
    .action(async (file: string, options: ImportOptions) =>
      (await import("./import")).importSecrets(context, file, options),
    );

const destroyCommand: Declare = () =>
  command("destroy", "is refused, and says why", { "fmctl secrets destroy jwt-secret": "the reason" })
    .argument("[name]")
    .argument("[version...]")
    .addOption(environmentOption())
    .action(async () => (await import("./destroy")).refuseDestroy());

/** `fmctl secrets`. */
export const secretsCommand: Declare = (context) => {
  const secrets = new Command("secrets").description("shows, sets, compares and rotates secrets; never prints a value");
  for (const declare of [listCommand, setCommand, verifyCommand, rotateCommand, importCommand, destroyCommand]) {
    secrets.addCommand(declare(context));
  }
  return secrets;
};
