import { Command } from "commander";
import { command, type Declare } from "../../command";

/** `fmctl config show` and `fmctl config schema`. */
export const configCommand: Declare = (context) =>
  new Command("config")
    .description("shows what an environment's configuration is, and what it can be")
    .addCommand(
      command("show", "prints an environment with every default and everything inherited filled in", {
        "fmctl config show production": "all of it, as YAML",
        "fmctl config show staging database": "one part of it",
        "fmctl config show production --json": "for a script",
      })
        .argument("[environment]", "which (default: FLOWMAESTRO_ENV)")
        .argument("[path]", "part of it, such as services.api-server.replicas")
        .option("--json", "as JSON")
        .action(async (name: string | undefined, path: string | undefined) =>
          (await import("./show")).showConfig(context, name, path),
        ),
    )
    .addCommand(
      command("schema", "prints the JSON Schema of environment files, for editors and checks", {
        "fmctl config schema > environment.schema.json": "into a file",
      }).action(async () => (await import("./schema")).showSchema(context)),
    );
