import { Command } from "commander";
import { command, type Declare, environmentOption, jsonOption } from "../../command";
import type { EnvironmentOptions, JsonOptions } from "../../command";
import { localPort } from "../open/command";
import type { ProxyOptions } from "./proxy";

type Options = EnvironmentOptions & JsonOptions;

/** `fmctl db`. */
export const dbCommand: Declare = (context) =>
  new Command("db")
    .description("migrates the application's database, shows how it is, and connects to it")
    .addCommand(
      command("migrate", "runs the migrations of the release that is deployed once more, with their log", {
        "fmctl db migrate -e staging": "after one has failed, for example",
      })
        .addOption(environmentOption())
        .action(async (options: Options) => (await import("./migrate")).migrate(context, options)),
    )
    .addCommand(
      command("status", "shows which migrations are applied and pending, the size and the connections", {
        "fmctl db status": "ends with 3 when migrations are pending",
        "fmctl db status -e production --json": "for a script",
      })
        .addOption(environmentOption())
        .addOption(jsonOption())
        .action(async (options: Options) => (await import("./status")).databaseStatus(context, options)),
    )
    .addCommand(
      command("shell", "opens psql in the cluster, as the application's user", {
        "fmctl db shell -e production": "until \\q",
        "echo 'SELECT 1' | fmctl db shell": "without a terminal",
      })
        .addOption(environmentOption())
        .action(async (options: Options) => (await import("./shell")).shell(context, options)),
    )
    .addCommand(
      command("proxy", "makes the database a port of this machine, until Ctrl-C", {
        "fmctl db proxy -e staging": "on port 5432, or on one that is free",
        "fmctl db proxy --port 15432": "on that one",
      })
        .addOption(environmentOption())
        .option("--port <port>", "of this machine (default: 5432)", localPort)
        .action(async (options: ProxyOptions) => (await import("./proxy")).proxy(context, options)),
    );
