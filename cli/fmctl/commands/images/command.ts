import { Command } from "commander";
import { command, type Declare, environmentOption, jsonOption } from "../../command";
import type { ImagesOptions } from "./build";

const withOptions = (declared: Command) =>
  declared
    .addOption(environmentOption())
    .option("--source <path>", "checkout of FlowMaestro to build from")
    .option("--tag <tag>", "another tag than its revision, for example when only the environment's hosts have changed")
    .addOption(jsonOption());

/** `fmctl images`. */
export const imagesCommand: Declare = (context) =>
  new Command("images")
    .description("builds, pushes and lists the application's images")
    .addCommand(
      withOptions(
        command("build", "builds the images of a checkout; for a local environment also loads them", {
          "fmctl images build -e production --source ../FlowMaestro": "tagged with its revision",
          "fmctl images build -e local": "our stand-in for FlowMaestro",
        }),
      ).action(async (options: ImagesOptions) => (await import("./build")).build(context, options)),
    )
    .addCommand(
      withOptions(
        command("push", "pushes the images of a checkout, and builds those that are not built yet", {
          "fmctl images push -e production --source ../FlowMaestro": "what the registry has already is left alone",
        }),
      ).action(async (options: ImagesOptions) => (await import("./build")).push(context, options)),
    )
    .addCommand(
      command("list", "shows the tags that there are, and which one runs", {
        "fmctl images list production": "in Artifact Registry",
        "fmctl images list local": "on the cluster's nodes",
      })
        .argument("[environment]", "which (default: FLOWMAESTRO_ENV)")
        .addOption(jsonOption())
        .action(async (name: string | undefined) => (await import("./list")).listImages(context, name)),
    );
