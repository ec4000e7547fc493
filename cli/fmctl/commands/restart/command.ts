import { command, type Declare, environmentOption } from "../../command";
import type { EnvironmentOptions } from "../../command";

/** `fmctl restart`. */
export const restartCommand: Declare = (context) =>
  command("restart", "replaces the pods of a service one after another, and waits until the new ones serve", {
    "fmctl restart api-server": "in the environment of FLOWMAESTRO_ENV",
    "fmctl restart temporal -e production": "all of Temporal's servers",
    "fmctl restart temporal-server-history": "one of them",
  })
    .argument("<service>", "a service, temporal, or temporal-server-history and so on")
    .addOption(environmentOption())
    .action(async (service: string, options: EnvironmentOptions) =>
      (await import("./restart")).restart(context, service, options),
    );
